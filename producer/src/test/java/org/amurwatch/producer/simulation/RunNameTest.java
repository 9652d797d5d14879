package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.amurwatch.event.EventKey;
import org.junit.jupiter.api.Test;

class RunNameTest {

    private static final SimulationSettings RUSSIA = SimulationSettings.read("russia");
    private static final LocalDate FROM = LocalDate.of(2026, 11, 23);

    @Test
    void shouldBeTheSameForTheSameWorldAndAnotherForAnyOther() {
        RunName name = RunName.of("russia", RUSSIA, 1, FROM, 3);
        assertThat(name.world()).isEqualTo("sim-russia");
        assertThat(name.run()).matches("sim-russia-1-2026-11-23-3d-[0-9a-f]{8}");

        assertThat(RunName.of("russia", SimulationSettings.read("russia"), 1, FROM, 3))
                .isEqualTo(name);
        assertThat(new RunName[] {
                    RunName.of("russia", RUSSIA, 2, FROM, 3),
                    RunName.of("russia", RUSSIA, 1, FROM.plusDays(1), 3),
                    RunName.of("russia", RUSSIA, 1, FROM, 4),
                    RunName.of("russia", RUSSIA.withIncursionsPerYear(80), 1, FROM, 3)
                })
                .doesNotContain(name)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeASourceIdOfAnyFileName() {
        RunName name = RunName.of(
                "/some folder/Мой парк/Worse Detectors, very much worse.yaml", RUSSIA, Long.MIN_VALUE, FROM, 3660);
        assertThat(name.world()).isEqualTo("sim-worse-detectors-very");
        assertThat(new EventKey(name.run() + "-inhabitants", "e").sourceId()).startsWith("sim-worse");
        assertThat(RunName.of("парк.yaml", RUSSIA, 1, FROM, 1).world()).isEqualTo("sim-world");
    }
}

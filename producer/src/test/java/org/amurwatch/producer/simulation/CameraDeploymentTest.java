package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes known of how long cameras watched. */
class CameraDeploymentTest {

    private static final int DAYS = 300;

    private record Told(Instant at, Object what) {}

    private static final class Log implements SimulationSink {
        private final List<Told> told = new ArrayList<>();
        private final Map<String, CameraDeployment> latest = new LinkedHashMap<>();

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            told.add(new Told(event.receivedAt(), event));
        }

        @Override
        public void deployment(CameraDeployment deployment) {
            told.add(new Told(deployment.knownAt(), deployment));
            latest.put(deployment.id(), deployment);
        }

        @Override
        public void incursion(Incursion incursion) {}
    }

    private final Log log = new Log();
    private final SimulationSettings russia = SimulationSettings.read("russia");

    @Test
    void shouldTellWhatIsKnownInOrderOfTimeAndBeforeTheCardsOwnEvents() {
        new Simulation(russia, 7, RecordedRun.FROM, DAYS).run(log);

        assertThat(log.told).extracting(Told::at).isSorted();
        Map<String, CameraDeployment> known = new LinkedHashMap<>();
        int cards = 0;
        int rightClocks = 0;
        for (Told told : log.told) {
            if (told.what() instanceof CameraDeployment deployment) {
                Instant end = deployment.end();
                assertThat(end == null || !end.isAfter(deployment.knownAt())).isTrue();
                known.put(deployment.cameraId(), deployment);
            } else if (told.what() instanceof SimulatedEvent event && event.sensor() == Sensor.CAMERA_CARD) {
                CameraDeployment deployment = known.get(event.sourceId());
                assertThat(deployment).as("of %s", event).isNotNull();
                assertThat(deployment.knownAt()).isEqualTo(event.receivedAt());
                cards++;
                boolean inside = !event.observedAt().isBefore(deployment.start())
                        && deployment.end() != null
                        && !event.observedAt().isAfter(deployment.end());
                rightClocks += inside ? 1 : 0;
            }
        }
        assertThat(cards).isGreaterThan(1000);
        assertThat((double) rightClocks / cards).isGreaterThan(0.9);
    }

    @Test
    void shouldNotTellOfTheDaysBeforeTheFirst() {
        new Simulation(russia, 7, RecordedRun.FROM, DAYS).run(log);
        Instant first = RecordedRun.FROM.atStartOfDay(russia.world().timeZone()).toInstant();
        assertThat(log.latest.values())
                .allSatisfy(deployment -> assertThat(deployment.start()).isAfterOrEqualTo(first));
    }

    /** Where all cameras send, what is told adds up to the nights that they worked, but for what is not known yet. */
    @Test
    void shouldAddUpToTheNightsThatCamerasWorked() {
        SimulationSettings china = SimulationSettings.read("china");
        int days = 90;
        SimulationSummary summary = new Simulation(china, 3, RecordedRun.FROM, days).run(log);
        Instant end = RecordedRun.FROM
                .plusDays(days)
                .atStartOfDay(china.world().timeZone())
                .toInstant();
        double nights = log.latest.values().stream()
                .mapToDouble(deployment ->
                        Duration.between(deployment.start(), deployment.end() == null ? end : deployment.end())
                                        .toSeconds()
                                / 86_400.0)
                .sum();
        assertThat(summary.camerasFailed()).isPositive();
        assertThat(nights).isCloseTo(summary.cameraNights(), within(0.0005 * summary.cameraNights()));
        assertThat((double) 3000 * days - summary.cameraNights())
                .as("what the tolerance must not swallow")
                .isGreaterThan(5 * 0.0005 * summary.cameraNights());
    }
}

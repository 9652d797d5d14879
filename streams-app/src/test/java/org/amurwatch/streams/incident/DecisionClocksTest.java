package org.amurwatch.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DecisionClocksTest {

    private static final Instant NOON = Instant.parse("2026-01-17T12:00:00Z");

    @Test
    void shouldStandStillWhileItCatchesUpAndFollowOnceItHas() {
        CaughtUpClock clock = new CaughtUpClock();
        // Two hours were slept through: the records that wait are of ten to twelve o'clock.
        clock.caughtUp(NOON.minus(Duration.ofHours(2)));
        clock.seen(NOON.minusSeconds(1));
        assertThat(clock.now()).isEqualTo(NOON.minus(Duration.ofHours(2)));
        assertThat(clock.latest()).isEqualTo(NOON.minusSeconds(1));

        clock.caughtUp(NOON);
        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.latest()).isEqualTo(NOON);
        clock.caughtUp(NOON.minusSeconds(10));
        assertThat(clock.now()).as("never back").isEqualTo(NOON);
    }

    @Test
    void shouldLetIncidentsEndInARebuildOverYears() {
        CaughtUpClock clock = new CaughtUpClock();
        clock.seen(NOON);
        assertThat(clock.now()).isEqualTo(NOON.minus(CaughtUpClock.LONGEST_WAIT));
    }

    @Test
    void shouldGoOnAtThePaceOfTheStoryOnceNoRecordComes() {
        AtomicReference<Instant> machine = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
        StoryClock clock = new StoryClock(((InstantSource) machine::get).withZone(ZoneOffset.UTC), 600);
        assertThat(clock.now()).isEqualTo(Instant.EPOCH);

        clock.seen(NOON);
        machine.updateAndGet(now -> now.plus(StoryClock.MOMENT));
        assertThat(clock.now()).as("records under way are waited for").isEqualTo(NOON);
        machine.updateAndGet(now -> now.plusMillis(100));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(60));

        clock.seen(NOON.plusSeconds(10));
        assertThat(clock.now()).as("never back").isEqualTo(NOON.plusSeconds(60));
        clock.seen(NOON.plusSeconds(3_600));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(3_600));
    }

    @Test
    void shouldRefuseAStoryThatStandsStill() {
        assertThatThrownBy(() -> new StoryClock(Clock.systemUTC(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
    }

    @Test
    void shouldBeTheLatestRecordOrWhatItWasSetTo() {
        RecordClock clock = new RecordClock();
        clock.seen(NOON);
        clock.seen(NOON.minusSeconds(5));
        assertThat(clock.now()).isEqualTo(NOON);
        clock.advanceTo(NOON.plusSeconds(5));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(5));
    }
}

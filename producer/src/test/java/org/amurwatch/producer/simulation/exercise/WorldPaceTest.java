package org.amurwatch.producer.simulation.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.producer.simulation.Interruption;
import org.junit.jupiter.api.Test;

class WorldPaceTest {

    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");

    private final Interruption interruption = new Interruption();

    @Test
    void shouldLetSoManySecondsOfTheWorldGoByInASecond() {
        long started = System.nanoTime();
        WorldPace pace = new WorldPace(BEGIN, 36_000, System::nanoTime, interruption);
        pace.until(BEGIN.plus(Duration.ofHours(1)));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        pace.until(BEGIN.plus(Duration.ofHours(2)));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    /** Late by what sending took, it catches up: the world's time is the measure. */
    @Test
    void shouldNotWaitForWhatIsDueAlready() {
        long[] time = {0};
        WorldPace pace = new WorldPace(BEGIN, 1, () -> time[0], interruption);
        time[0] = Duration.ofHours(1).toNanos();
        pace.until(BEGIN.plus(Duration.ofMinutes(59)));
    }

    @Test
    void shouldNotWaitAtAllWithoutASpeed() {
        WorldPace pace = new WorldPace(BEGIN, 0, () -> 0, interruption);
        pace.until(BEGIN.plus(Duration.ofDays(3650)));
    }

    @Test
    void shouldEndAWaitWhenInterrupted() throws InterruptedException {
        WorldPace pace = new WorldPace(BEGIN, 1, () -> 0, interruption);
        Thread asking = new Thread(interruption::ask);
        asking.start();
        assertThatThrownBy(() -> pace.until(BEGIN.plus(Duration.ofDays(1)))).isInstanceOf(Interruption.Stopped.class);
        asking.join();
        assertThatThrownBy(() -> pace.until(BEGIN)).isInstanceOf(Interruption.Stopped.class);
    }
}

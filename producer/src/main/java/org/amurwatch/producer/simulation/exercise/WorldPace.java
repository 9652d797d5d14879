package org.amurwatch.producer.simulation.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.amurwatch.producer.simulation.Interruption;

/** How fast the world's time goes by. */
public final class WorldPace {

    private final Instant begin;
    private final double speed;
    private final LongSupplier nanoTime;
    private final Interruption interruption;
    private final long started;

    /**
     * From now on.
     *
     * @param begin the world's first moment
     * @param speed seconds of the world in a second; 0: as fast as can be
     * @param nanoTime as {@link System#nanoTime}
     */
    public WorldPace(Instant begin, double speed, LongSupplier nanoTime, Interruption interruption) {
        this.begin = begin;
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.interruption = interruption;
        this.started = nanoTime.getAsLong();
    }

    /**
     * Waits until the world has come to that moment.
     *
     * @throws Interruption.Stopped if that is asked for
     */
    void until(Instant moment) {
        interruption.check();
        if (speed == 0) {
            return;
        }
        double due = Duration.between(begin, moment).toMillis() * 1e6 / speed;
        long wait = (long) due - (nanoTime.getAsLong() - started);
        if (wait > 0) {
            interruption.sleep(wait);
        }
    }
}

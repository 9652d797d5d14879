package org.amurwatch.local.demo;

import java.time.Duration;
import java.time.Instant;

/** How fast a story is told. */
public interface Pace {

    /** Waits until the story may go on to that moment. */
    void until(Instant storyTime) throws InterruptedException;

    /** Gives the reader time after a scene. */
    void rest() throws InterruptedException;

    /** At full speed. */
    static Pace atOnce() {
        return new Pace() {
            @Override
            public void until(Instant storyTime) {}

            @Override
            public void rest() {}
        };
    }

    /** So many seconds of the story in a second, with a pause after each scene. */
    static Pace timed(Instant begin, double speed, Duration rest) {
        return new Pace() {
            private final long started = System.nanoTime();
            private long rested;

            @Override
            public void until(Instant storyTime) throws InterruptedException {
                long due = (long) (Duration.between(begin, storyTime).toNanos() / speed) + rested;
                long wait = due - (System.nanoTime() - started);
                if (wait > 1_000_000) {
                    Thread.sleep(wait / 1_000_000);
                }
            }

            @Override
            public void rest() throws InterruptedException {
                Thread.sleep(rest.toMillis());
                rested += rest.toNanos();
            }
        };
    }
}

package org.amurwatch.consumer.partner.deliver;

import java.time.Duration;

/**
 * How long to wait after failures in a row: twice as long after each, up to a longest, for ever.
 *
 * @param first after the first
 * @param longest after many
 */
public record Backoff(Duration first, Duration longest) {

    /** From 1 second to 5 minutes. */
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    /** @param failures in a row, 1 or more */
    public Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}

package org.amurwatch.producer.gateway;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after so many failures in a row: twice as long each time, less a random part, so that gateways don't come all at once. */
final class Backoff {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** One more failure; how long to wait for the next attempt. */
    Duration failed() {
        failures = Math.min(MOST_DOUBLINGS, failures + 1);
        long most = Math.min(longest.toMillis(), SHORTEST.toMillis() << (failures - 1));
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}

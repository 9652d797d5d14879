package org.amurwatch.local.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often services may be started again: what dies again and again has a cause that a restart does not mend. */
final class RestartBudget {

    static final int RESTARTS = 5;
    static final Duration PERIOD = Duration.ofMinutes(10);

    private final Clock clock;
    private final Deque<Instant> spent = new ArrayDeque<>();

    RestartBudget(Clock clock) {
        this.clock = clock;
    }

    /** Spends one restart. False if {@value #RESTARTS} were spent within the last ten minutes. */
    boolean spend() {
        Instant now = clock.instant();
        spent.removeIf(restart -> restart.isBefore(now.minus(PERIOD)));
        if (spent.size() >= RESTARTS) {
            return false;
        }
        spent.addLast(now);
        return true;
    }
}

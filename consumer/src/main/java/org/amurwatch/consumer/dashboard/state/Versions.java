package org.amurwatch.consumer.dashboard.state;

import java.time.Clock;

/**
 * Numbers of states: they grow, over restarts too (for they begin with the time), and their last ten bits tell which process
 * gave them, so that nobody goes on in one process from a number of another. All of them fit a double.
 */
public final class Versions {

    private static final long PROCESSES = 1 << 10;

    private final long process;
    private long last;

    /** @param process a random number; its last ten bits are taken */
    public Versions(Clock clock, long process) {
        this.process = Math.floorMod(process, PROCESSES);
        this.last = clock.millis() * PROCESSES + this.process;
    }

    long next() {
        last += PROCESSES;
        return last;
    }

    long last() {
        return last;
    }

    /** Whether this process gave this number. */
    boolean isOurs(long version) {
        return Math.floorMod(version, PROCESSES) == process;
    }
}

package org.amurwatch.bench.quality;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How long a core of this machine worked for the thread that asks; what else the machine does meanwhile is not in it. */
public final class CoreTime {

    private final long begin = now();

    public Duration taken() {
        return Duration.ofNanos(now() - begin);
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

package org.amurwatch.producer.gateway.log;

/** How much room there is, while some is taken. Not for several threads. */
final class Room {

    private static final double NEARLY_FULL = 0.95;

    private final LogLimits limits;
    private final long free;
    private long used;

    /**
     * @param used bytes of the log
     * @param free bytes that are free on the disk
     */
    Room(LogLimits limits, long used, long free) {
        this.limits = limits;
        this.used = used;
        this.free = free;
    }

    /** Takes room for something; false where there is none. */
    boolean takes(LogKind kind, long size) {
        boolean has = used + size <= limits.bytesFor(kind) && free - size >= limits.freeFor(kind);
        if (has) {
            used += size;
        }
        return has || kind == LogKind.URGENT;
    }

    /** Whether there is hardly any for a kind. */
    boolean isNearlyFull(LogKind kind) {
        return used > limits.bytesFor(kind) * NEARLY_FULL || free < limits.freeFor(kind) / NEARLY_FULL;
    }
}

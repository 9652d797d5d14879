package org.amurwatch.producer.gateway.log;

/**
 * How much a log may hold.
 *
 * @param bytes of all files together
 * @param alertReserve how many of them sightings and patrol positions leave to poaching alerts
 * @param segmentBytes size from which on a new file is begun
 * @param leastFree bytes of the disk that are left to others
 */
public record LogLimits(long bytes, long alertReserve, long segmentBytes, long leastFree) {

    private static final long LARGEST_SEGMENT = 8L << 20;
    private static final long SMALLEST_SEGMENT = 64 * 1024;

    /** A tenth is kept for poaching alerts; files are so small that space comes back soon. */
    public static LogLimits of(long bytes, long leastFree) {
        long segment = Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, bytes / 64));
        return new LogLimits(bytes, bytes / 10, segment, leastFree);
    }

    /** How full the log may be for an event of a kind to be taken. Urgent ones are taken as long as the disk takes them. */
    long bytesFor(LogKind kind) {
        return switch (kind) {
            case URGENT -> Long.MAX_VALUE;
            case POACHING_ALERT -> bytes;
            case PATROL_POSITION, SIGHTING -> bytes - alertReserve;
        };
    }

    /** How much of the disk has to be free for it, likewise. */
    long freeFor(LogKind kind) {
        return switch (kind) {
            case URGENT -> 0;
            case POACHING_ALERT -> leastFree / 2;
            case PATROL_POSITION, SIGHTING -> leastFree;
        };
    }
}

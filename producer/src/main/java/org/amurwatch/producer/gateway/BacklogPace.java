package org.amurwatch.producer.gateway;

import java.time.Duration;

/** Lets so many old events pass in a second, so that the flush of a month leaves the centre time for live events. Not for several threads. */
final class BacklogPace {

    private final int perSecond;
    private long freeAtNanos;
    private boolean begun;

    /** @param perSecond more than 0 */
    BacklogPace(int perSecond) {
        this.perSecond = perSecond;
    }

    int perSecond() {
        return perSecond;
    }

    /** How long to wait before the next old events. */
    Duration untilFree(long nanoTime) {
        return begun ? Duration.ofNanos(Math.max(0, freeAtNanos - nanoTime)) : Duration.ZERO;
    }

    /** So many are sent. */
    void spend(int events, long nanoTime) {
        long from = begun ? Math.max(freeAtNanos, nanoTime) : nanoTime;
        freeAtNanos = from + events * (Duration.ofSeconds(1).toNanos() / perSecond);
        begun = true;
    }
}

package org.amurwatch.producer.publish;

import java.time.Duration;
import java.util.Map;

/**
 * How many records of each partition an import may keep undecided: about as many as let a live report wait
 * {@link #AIMED_WAIT} behind them. What that is depends on the machine and on what else it does, so it is measured as the
 * import runs: again and again how long the readers take from here to where the field topics end, and from there to where
 * that which intake has passed on to the sectors ends. Not for several threads.
 *
 * @param <P> what names a partition
 */
final class ImportWindow<P> {

    static final int LEAST = 25;
    static final int MOST = 500;
    static final Duration AIMED_WAIT = Duration.ofMillis(150);

    private static final int AT_FIRST = 100;
    private static final double LEAST_STEP = 0.5;
    private static final double MOST_STEP = 1.25;

    private int limit = AT_FIRST;
    private long waitingForSectors;

    /** Where the readers shall come to. */
    private Map<P, Long> mark = Map.of();

    private Stage stage = Stage.NONE;
    private long markedAt;

    /** What is being measured. */
    private enum Stage {
        NONE,
        INTAKE,
        SECTORS
    }

    /** Records of a partition that may wait in front of intake: what waits in front of the sectors is taken off. */
    long limit() {
        return limit - waitingForSectors;
    }

    /**
     * Looks how far the readers have come.
     *
     * @param ends where the field topics end
     * @param now as {@link System#nanoTime}
     */
    void look(Map<P, Long> ends, ReaderProgress<P> progress, long now) {
        waitingForSectors = progress.mostWaitingForSectors();
        if (!progress.hasPassed(mark)) {
            return;
        }
        if (stage == Stage.INTAKE) {
            stage = Stage.SECTORS;
            mark = progress.sectorEnds();
            if (!progress.hasPassed(mark)) {
                return;
            }
        }
        if (stage == Stage.SECTORS) {
            adapt(now - markedAt);
        }
        stage = Stage.INTAKE;
        mark = ends;
        markedAt = now;
    }

    private void adapt(long waitedNanos) {
        double step = (double) AIMED_WAIT.toNanos() / Math.max(1, waitedNanos);
        long next = Math.round(limit * Math.min(MOST_STEP, Math.max(LEAST_STEP, step)));
        limit = (int) Math.min(MOST, Math.max(LEAST, next));
    }
}

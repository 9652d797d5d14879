package org.amurwatch.producer.gateway;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.amurwatch.producer.gateway.log.Lane;
import org.amurwatch.producer.gateway.log.LogKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How sending goes, for health and metrics. For several threads. */
final class SenderReport {

    private static final Logger LOG = LoggerFactory.getLogger(SenderReport.class);

    private final LongSupplier nanoTime;
    private final Map<String, String> stopped = new TreeMap<>();
    private final Map<LogKind, Long> taken = new EnumMap<>(LogKind.class);
    private final Map<LogKind, Long> refused = new EnumMap<>(LogKind.class);
    private @Nullable String problem;
    private long problemSince;

    SenderReport(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void sent(LogKind kind, boolean isTaken) {
        (isTaken ? taken : refused).merge(kind, 1L, Long::sum);
    }

    synchronized void reached(Lane lane) {
        stopped.remove(name(lane));
        if (problem != null) {
            LOG.info("The centre takes events again.");
            problem = null;
        }
    }

    synchronized void unreachable(String sentence) {
        if (problem == null) {
            LOG.warn("{} What comes is kept on the disk, and sent later.", sentence);
            problemSince = nanoTime.getAsLong();
        }
        problem = sentence;
    }

    synchronized void stopped(Lane lane, String sentence) {
        if (!sentence.equals(stopped.put(name(lane), sentence))) {
            LOG.warn("{} Its events wait on the disk.", sentence);
        }
    }

    /** Why nothing can be sent; null where it can. */
    synchronized @Nullable String problem() {
        return problem;
    }

    /** Since when; zero where it can. */
    synchronized Duration problemFor() {
        return problem == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - problemSince);
    }

    /** What is held up though the centre is there: kind and source, and why. */
    synchronized Map<String, String> stopped() {
        return Map.copyOf(stopped);
    }

    synchronized long taken(LogKind kind) {
        return taken.getOrDefault(kind, 0L);
    }

    synchronized long refused(LogKind kind) {
        return refused.getOrDefault(kind, 0L);
    }

    private static String name(Lane lane) {
        return lane.kind() + " of " + lane.source();
    }
}

package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.SectorEvent;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of all sectors without Kafka, for trying rules on the past and for measuring them: events go in, in the order in
 * which they were received, and between two of them time jumps from one due time to the next. The same events give the same
 * decisions. Not safe for several threads.
 */
public final class IncidentReplay {

    private final Circumstances circumstances;
    private final Consumer<Effects> decided;
    private final Map<String, SectorEngine> sectors = new HashMap<>();
    private Instant now = Instant.EPOCH;

    /** @param decided takes what each event, answer and due time led to, in order; nothing is handed out that is empty */
    public IncidentReplay(Circumstances circumstances, Consumer<Effects> decided) {
        this.circumstances = circumstances;
        this.decided = decided;
    }

    /**
     * Something happened in a sector.
     *
     * @param recordTimestamp when it was received; not before that of the event before it
     */
    public void on(String sectorId, SectorEvent event, Instant recordTimestamp) {
        advance(recordTimestamp);
        hand(sector(sectorId).on(event, recordTimestamp));
    }

    /** Somebody answered. */
    public void on(PatrolResponse response, Instant recordTimestamp) {
        advance(recordTimestamp);
        hand(sector(response.getSectorId()).on(response, recordTimestamp));
    }

    /** Lets time pass, and does what is due meanwhile, each at its time. */
    public void advance(Instant until) {
        Optional<SectorEngine> next = next(until);
        while (next.isPresent()) {
            Instant due = next.get().nextDue();
            if (due == null) {
                return;
            }
            now = later(now, due);
            hand(next.get().due(now));
            next = next(until);
        }
        now = later(now, until);
    }

    /** The moment that it has come to; while something is handed out, when that was decided. */
    public Instant now() {
        return now;
    }

    private Optional<SectorEngine> next(Instant until) {
        SectorEngine first = null;
        for (SectorEngine sector : sectors.values()) {
            if (isBefore(sector.nextDue(), first == null ? null : first.nextDue())) {
                first = sector;
            }
        }
        return first == null || isAfter(first.nextDue(), until) ? Optional.empty() : Optional.of(first);
    }

    private static boolean isBefore(@Nullable Instant due, @Nullable Instant other) {
        return due != null && (other == null || due.isBefore(other));
    }

    private static boolean isAfter(@Nullable Instant due, Instant until) {
        return due == null || due.isAfter(until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private SectorEngine sector(String sectorId) {
        return sectors.computeIfAbsent(sectorId, id -> new SectorEngine(id, circumstances));
    }

    private void hand(Effects effects) {
        if (!effects.isEmpty()) {
            decided.accept(effects);
        }
    }
}

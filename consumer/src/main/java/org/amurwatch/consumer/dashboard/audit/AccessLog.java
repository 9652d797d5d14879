package org.amurwatch.consumer.dashboard.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.amurwatch.audit.EntryHash;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.dashboard.access.Refusal;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Who is given exact positions, written down before they leave. Each start of a dashboard is a writer of its own, and its entries
 * are a chain ({@link EntryHash}). For several threads; waits for nothing.
 */
public final class AccessLog {

    private static final int RANDOM_LETTERS = 12;

    private final String writerId;
    private final AccessSink sink;
    private final Clock clock;
    private final AtomicLong refused = new AtomicLong();
    private long next;
    private String lastHash = EntryHash.START;

    public AccessLog(AccessSink sink, Clock clock) {
        this.writerId = "dashboard/" + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "/"
                + Tokens.random().substring(0, RANDOM_LETTERS);
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Writes down what somebody is about to be given; nothing of those who see nothing exact.
     *
     * @param subject id of the thing, where it is one
     * @param items how many things in it may hold an exact position
     * @throws Refusal if it can't be written down, and so may not be given
     */
    public void write(Viewer viewer, AccessKind what, @Nullable String subject, int items) {
        if (viewer.role().seesExactPositions() && !isTaken(viewer, what, subject, items)) {
            refused.incrementAndGet();
            throw Refusal.later(
                    503,
                    "Not audited",
                    "Who sees exact places is written down, and that is not possible now: try again in a moment.",
                    10);
        }
    }

    private synchronized boolean isTaken(Viewer viewer, AccessKind what, @Nullable String subject, int items) {
        AccessEntry entry = AccessEntry.newBuilder()
                .setWriterId(writerId)
                .setSequence(next)
                .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setWho(viewer.name())
                .setRole(viewer.role().label())
                .setTeamId(viewer.team())
                .setWhat(what)
                .setSubject(subject)
                .setItems(items)
                .setPreviousHash(lastHash)
                .setHash("")
                .build();
        entry.setHash(EntryHash.of(entry));
        if (!sink.take(entry)) {
            return false;
        }
        next++;
        lastHash = entry.getHash();
        return true;
    }

    /** How many answers were refused because they could not be written down. */
    public long refused() {
        return refused.get();
    }
}

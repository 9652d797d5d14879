package org.amurwatch.consumer.dashboard.audit;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.audit.AccessChain;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who is given exact positions, written down before they leave. Each start of a dashboard is a writer of its own, and its entries
 * are a chain ({@link AccessChain}). For several threads; waits for nothing.
 */
public final class AccessLog {

    private static final int RANDOM_LETTERS = 12;

    private final AccessChain chain;
    private final AccessSink sink;
    private final AtomicLong refused = new AtomicLong();

    public AccessLog(AccessSink sink, Clock clock) {
        this.chain = new AccessChain("dashboard", Tokens.random().substring(0, RANDOM_LETTERS), clock);
        this.sink = sink;
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

    private boolean isTaken(Viewer viewer, AccessKind what, @Nullable String subject, int items) {
        return chain.add(
                new AccessChain.Access(viewer.name(), viewer.role().label(), viewer.team(), what, subject, items),
                sink::take);
    }

    /** How many answers were refused because they could not be written down. */
    public long refused() {
        return refused.get();
    }
}

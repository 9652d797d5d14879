package org.amurwatch.producer.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.record.TrustedRecords;
import org.jspecify.annotations.Nullable;

/** Keeps the events that it is given; for tests of ways in. */
public final class MemoryIngest implements LiveIngest {

    static {
        TrustedRecords.trust();
    }

    private final List<LiveEvent> events = new ArrayList<>();
    private @Nullable CommandFailure failure;
    private @Nullable CompletableFuture<Void> held;
    private boolean wrong;

    /** What was accepted until now. */
    public synchronized List<LiveEvent> events() {
        return List.copyOf(events);
    }

    /** From now on every event fails as in an outage. */
    public synchronized void breakDown() {
        failure = new CommandFailure(ExitCode.UNREACHABLE, "The brokers are away.");
    }

    /** From now on every event fails by a fault of our own, thrown at once. */
    public synchronized void goWrong() {
        wrong = true;
    }

    public synchronized void recover() {
        failure = null;
        wrong = false;
    }

    /** From now on events are acknowledged only once the answer is completed. */
    public synchronized CompletableFuture<Void> hold() {
        held = new CompletableFuture<>();
        return held;
    }

    @Override
    public synchronized CompletableFuture<AcknowledgedRecord> accept(LiveEvent event) {
        if (wrong) {
            throw new IllegalStateException("It goes wrong, by the test.");
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        events.add(event);
        AcknowledgedRecord record = new AcknowledgedRecord(event.topic().name(), 0, events.size() - 1L, 0);
        return held == null ? CompletableFuture.completedFuture(record) : held.thenApply(done -> record);
    }

    @Override
    public void close() {}
}

package org.amurwatch.consumer.dashboard.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.consumer.dashboard.access.Session;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It is written to without waiting: what the network does not take stays in the ring, and whoever falls
 * behind the ring is dropped. Its browser comes back, and is told to fetch all anew.
 */
final class StreamClient implements WriteListener {

    private final Session session;
    private final LiveChanges changes;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<byte[]> greeting = new ArrayDeque<>();
    private long number;
    private boolean begun;
    private boolean unflushed;
    private boolean commentDue;
    private boolean slow;

    /**
     * @param place where it goes on from
     * @param resync whether it missed what is kept no more
     */
    StreamClient(
            Session session, LiveChanges changes, LiveChanges.Place place, boolean resync, ServletOutputStream out) {
        this.session = session;
        this.changes = changes;
        this.number = place.number();
        this.out = out;
        String id = id(place.version());
        if (resync) {
            greeting.add(bytes(id + "event: resync\ndata: {}\n\n"));
        }
        greeting.add(bytes("retry: 1000\n" + id + "event: ready\ndata: {\"version\":"
                + (session.viewer().role().seesExactPositions() ? place.version() : 0) + "}\n\n"));
    }

    /** Nothing for those that may not know how much happens. */
    private String id(long version) {
        return session.viewer().role().seesExactPositions() ? "id: " + version + "\n" : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Session session() {
        return session;
    }

    /** Is done once the stream is over, by whatever end. */
    CompletableFuture<Void> done() {
        return done;
    }

    synchronized boolean wasSlow() {
        return slow;
    }

    /** Writes a comment soon, so that nobody on the way takes the connection for dead. */
    void comment() {
        synchronized (this) {
            commentDue = true;
        }
        pump();
    }

    /** Writes what there is, as far as the network takes it now. */
    void pump() {
        boolean over;
        synchronized (this) {
            if (!begun || done.isDone()) {
                return;
            }
            over = !write();
        }
        if (over) {
            close();
        }
    }

    /** False: the stream is over. */
    private boolean write() {
        try {
            slow = !changes.keeps(number);
            while (!slow && out.isReady()) {
                byte[] next = next();
                if (slow) {
                    break;
                }
                if (next == null) {
                    if (!unflushed) {
                        return true;
                    }
                    unflushed = false;
                    out.flush();
                } else {
                    unflushed = true;
                    out.write(next);
                }
            }
            return !slow;
        } catch (IOException | IllegalStateException e) {
            return false; // Whoever read it is gone.
        }
    }

    private byte @Nullable [] next() {
        byte[] first = greeting.poll();
        if (first != null) {
            return first;
        }
        while (changes.has(number)) {
            byte[] event = changes.event(number, session.viewer());
            if (event == null) {
                slow = true;
                return null;
            }
            number++;
            if (event.length > 0) {
                return event;
            }
        }
        if (commentDue) {
            commentDue = false;
            return bytes(": still here\n\n");
        }
        return null;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            begun = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    void close() {
        done.complete(null);
    }
}

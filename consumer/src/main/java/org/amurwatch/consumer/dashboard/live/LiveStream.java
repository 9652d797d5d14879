package org.amurwatch.consumer.dashboard.live;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Session;
import org.amurwatch.consumer.dashboard.access.Sessions;
import org.amurwatch.consumer.dashboard.audit.AccessLog;
import org.amurwatch.consumer.dashboard.state.Change;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/** Changes to whoever listens, by server-sent events. Nothing here makes the state wait. */
public final class LiveStream implements AutoCloseable {

    private static final Duration COMMENT = Duration.ofSeconds(15);
    private static final int MOST_OF_SESSION = 8;

    private final LiveChanges changes;
    private final ParkState state;
    private final Sessions sessions;
    private final AccessLog audit;
    private final int mostClients;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean pumpDue = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-live");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param kept how many changes are kept for those who come back, and for those who are slow
     * @param mostClients streams at a time
     */
    public LiveStream(ParkState state, ParkView view, Sessions sessions, AccessLog audit, int kept, int mostClients) {
        this.changes = new LiveChanges(view, kept, state.version());
        this.state = state;
        this.sessions = sessions;
        this.audit = audit;
        this.mostClients = mostClients;
        state.listen(this::add);
        writer.scheduleWithFixedDelay(this::comment, COMMENT.toMillis(), COMMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void add(Change change) {
        changes.add(change);
        if (!clients.isEmpty() && pumpDue.compareAndSet(false, true)) {
            try {
                writer.execute(this::pump);
            } catch (RejectedExecutionException e) {
                pumpDue.set(false); // It is being closed.
            }
        }
    }

    private void pump() {
        pumpDue.set(false);
        clients.forEach(StreamClient::pump);
    }

    private void comment() {
        for (StreamClient client : clients) {
            if (sessions.lives(client.session())) {
                client.comment();
            } else {
                client.close();
            }
        }
    }

    /** Ends the streams of a session, as when its user leaves. */
    public void end(Session session) {
        clients.stream()
                .filter(client -> client.session().key().equals(session.key()))
                .forEach(StreamClient::close);
    }

    /** Streams that are open. */
    public int clients() {
        return clients.size();
    }

    /** Streams that were ended because their reader was too slow. */
    public long dropped() {
        return dropped.get();
    }

    /** Answers a request with a stream, from where the reader left off. */
    public void open(Context context) {
        Session session = AccessRoutes.session(context);
        long ofSession = clients.stream()
                .filter(client -> client.session().key().equals(session.key()))
                .count();
        if (clients.size() >= mostClients || ofSession >= MOST_OF_SESSION) {
            throw Refusal.later(503, "Too many streams", "As many pages as there may be listen already.", 30);
        }
        // Once for all that it will hear.
        audit.write(session.viewer(), AccessKind.STREAM, null, 0);
        String seen = context.header("Last-Event-ID");
        Long version = number(seen == null ? context.queryParam("after") : seen);
        context.status(200)
                .contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        context.future(() -> begin(context, session, version));
    }

    private CompletableFuture<Void> begin(Context context, Session session, @Nullable Long seen) {
        context.req().getAsyncContext().setTimeout(0);
        boolean exact = session.viewer().role().seesExactPositions();
        LiveChanges.Place place = exact && seen != null && state.gave(seen) ? changes.after(seen) : null;
        boolean resync = exact && seen != null && place == null;
        try {
            ServletOutputStream out = context.res().getOutputStream();
            StreamClient client =
                    new StreamClient(session, changes, place == null ? changes.end() : place, resync, out);
            clients.add(client);
            client.done().whenComplete((nothing, failure) -> {
                clients.remove(client);
                if (client.wasSlow()) {
                    dropped.incrementAndGet();
                }
            });
            out.setWriteListener(client);
            return client.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return 0L; // Of nobody's state: all is to be fetched anew.
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
        clients.forEach(StreamClient::close);
    }
}

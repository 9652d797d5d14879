package org.amurwatch.producer.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.source.SourceBook;
import org.amurwatch.producer.source.SourceGrant;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each request to a way in passes: who it is from, whether there is room for it, and how it is answered. What is too much
 * is refused early, before its body is read. For several threads.
 */
public final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** Of some kilobytes each on the heap, until they are acknowledged. */
    private static final int MOST_EVENTS_UNDER_WAY = 10_000;

    /** Of a request for a worker; whatever waited longer is refused, so that those behind it need not wait too. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final SourceBook sources;
    private final LiveIngest ingest;
    private final GateLimits limits;
    private final Executor workers;
    private final Executor answers;
    private final MeterRegistry metrics;
    private final SourceUse use;
    private final Semaphore requestsLeft;
    private final Semaphore bodyBytesLeft;
    private final Semaphore eventsLeft = new Semaphore(MOST_EVENTS_UNDER_WAY);
    private volatile boolean closing;

    /**
     * @param workers read the bodies and make events of them; requests wait for one in a queue
     * @param answers runs what follows on the brokers' answers, so that their thread waits for no client
     */
    public Gate(
            SourceBook sources,
            LiveIngest ingest,
            GateLimits limits,
            Executor workers,
            Executor answers,
            MeterRegistry metrics,
            Clock clock) {
        this.sources = sources;
        this.ingest = ingest;
        this.limits = limits;
        this.workers = workers;
        this.answers = answers;
        this.metrics = metrics;
        this.use = new SourceUse(limits.requestsUnderWayOfSource(), limits.eventsPerMinute(), clock);
        this.requestsLeft = new Semaphore(limits.requestsUnderWay());
        this.bodyBytesLeft = new Semaphore(limits.bodyBytesUnderWay());
        metrics.gauge("amurwatch_ingest_requests_under_way", this, Gate::requestsUnderWay);
    }

    /**
     * Puts a handler behind the gate.
     *
     * @param way name of the way in, for metrics: one of few
     */
    public Handler guard(String way, IngestHandler handler) {
        return guard(way, Manners.OURS, handler);
    }

    /**
     * Puts a handler behind the gate, for guests with manners of their own.
     *
     * @param way name of the way in, for metrics: one of few
     */
    public Handler guard(String way, Manners manners, IngestHandler handler) {
        return context -> {
            Timer.Sample begun = Timer.start(metrics);
            context.future(() -> answer(context, way, manners, handler).handle((reply, problem) -> {
                Reply answer = problem == null ? reply : manners.reply(refusal(way, problem));
                begun.stop(metrics.timer(
                        "amurwatch_ingest_request_seconds", "way", way, "status", Integer.toString(answer.status())));
                answer.write(context);
                return null;
            }));
        };
    }

    GateLimits limits() {
        return limits;
    }

    Semaphore bodyBytesLeft() {
        return bodyBytesLeft;
    }

    int requestsUnderWay() {
        return limits.requestsUnderWay() - requestsLeft.availablePermits();
    }

    /** Lets nobody in any more; waits until the requests under way are answered, or the time is up. */
    void close(Duration atMost) {
        closing = true;
        try {
            if (requestsLeft.tryAcquire(limits.requestsUnderWay(), atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                requestsLeft.release(limits.requestsUnderWay());
            } else {
                LOG.warn("Stopped while {} requests were under way.", requestsUnderWay());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    CompletableFuture<List<AcknowledgedRecord>> accept(String way, SourceGrant grant, List<LiveEvent> events) {
        for (LiveEvent event : events) {
            require(grant, event.kind());
        }
        use.spend(grant.sourceId(), events.size());
        if (!eventsLeft.tryAcquire(events.size())) {
            throw later(503, "Busy", Duration.ofSeconds(1));
        }
        List<CompletableFuture<AcknowledgedRecord>> sent = events.stream()
                .map(event -> send(event).whenComplete((record, problem) -> count(way, event, problem)))
                .toList();
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .whenComplete((all, problem) -> eventsLeft.release(events.size()))
                .thenApplyAsync(
                        all -> sent.stream().map(CompletableFuture::join).toList(), answers);
    }

    /** Whatever goes wrong is an answer, so that the room that was taken for it is given back. */
    private CompletableFuture<AcknowledgedRecord> send(LiveEvent event) {
        try {
            return ingest.accept(event);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static void require(SourceGrant grant, LiveKind kind) {
        if (!grant.kinds().contains(kind)) {
            throw Refusal.of(
                    403,
                    "Not allowed",
                    "This key may not send events of kind " + kind + ": have it granted, or use another.");
        }
    }

    private CompletableFuture<Reply> answer(Context context, String way, Manners manners, IngestHandler handler) {
        if (closing || !requestsLeft.tryAcquire()) {
            return CompletableFuture.failedFuture(later(503, "Busy", Duration.ofSeconds(1)));
        }
        CompletableFuture<Reply> reply;
        try {
            SourceGrant grant = grant(manners.key(context));
            reply = admitted(grant, () -> queue(new Guest(this, context, way, grant), context, handler));
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return reply.whenComplete((done, problem) -> requestsLeft.release());
    }

    private CompletableFuture<Reply> admitted(SourceGrant grant, Supplier<CompletableFuture<Reply>> work) {
        Duration wait = use.begin(grant.sourceId());
        if (!wait.isZero()) {
            throw later(429, "Too many requests of this source", wait);
        }
        use.spend(grant.sourceId(), 1);
        return work.get().whenComplete((done, problem) -> use.end(grant.sourceId()));
    }

    /** Only known guests come here, so that nobody else keeps them waiting. */
    private CompletableFuture<Reply> queue(Guest guest, Context context, IngestHandler handler) {
        long since = System.nanoTime();
        return CompletableFuture.supplyAsync(
                        () -> {
                            if (System.nanoTime() - since > LONGEST_WAIT.toNanos()) {
                                throw later(503, "Busy", Duration.ofSeconds(1));
                            }
                            return handle(guest, context, handler);
                        },
                        workers)
                .thenCompose(reply -> reply);
    }

    private static CompletableFuture<Reply> handle(Guest guest, Context context, IngestHandler handler) {
        CompletableFuture<Reply> reply;
        try {
            reply = handler.handle(context, guest);
        } catch (FaultyInput e) {
            reply = CompletableFuture.failedFuture(Refusal.faulty(e));
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return reply.whenComplete((done, problem) -> guest.leave());
    }

    private SourceGrant grant(@Nullable String key) {
        Optional<SourceGrant> grant = key == null ? Optional.empty() : sources.grant(key);
        if (grant.isPresent()) {
            return grant.get();
        }
        if (key != null && !sources.isReady()) {
            throw later(503, "Starting: not all keys are known yet", Duration.ofSeconds(5));
        }
        throw Refusal.of(
                401,
                "No valid key",
                key == null
                        ? "Send the key of your source, in the header 'Authorization: Bearer KEY' or 'apikey: KEY'."
                        : "This key is unknown, has ended or was revoked: ask the operator for another.");
    }

    private static Refusal later(int status, String title, Duration wait) {
        return Refusal.later(
                status, title, "Nothing of this was taken: send it again later, as Retry-After says.", wait);
    }

    private void count(String way, LiveEvent event, @Nullable Throwable problem) {
        metrics.counter(
                        "amurwatch_ingest_events",
                        "way",
                        way,
                        "kind",
                        event.kind().name(),
                        "outcome",
                        problem == null ? "accepted" : "failed")
                .increment();
    }

    private static Refusal refusal(String way, Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof FaultyInput faulty) {
            return Refusal.faulty(faulty);
        }
        if (cause instanceof HttpException http && http.getCode() < 500) {
            return Refusal.of(http.getCode(), "Damaged request", "It breaks off, or comes too slowly: send it again.");
        }
        if (cause instanceof CommandFailure failure) {
            LOG.debug("A request by {} could not be stored: {}", way, failure.getMessage());
            return Refusal.later(
                    503,
                    "Not stored",
                    "It can't be stored now. Send the same again later: what was stored already is not counted twice.",
                    Duration.ofSeconds(failure.exitCode() == ExitCode.UNREACHABLE ? 5 : 60));
        }
        LOG.error("A request by {} failed", way, cause);
        return Refusal.of(500, "Failed", "This is our fault; it is logged. Send the same again later.");
    }
}

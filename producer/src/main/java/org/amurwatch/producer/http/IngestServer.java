package org.amurwatch.producer.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.source.SourceBook;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The server of HTTP ingest: the ways in on one port, health and metrics on another. */
public final class IngestServer implements AutoCloseable {

    /** Of those that read heads of requests and write answers: none of them waits for a client's body. */
    private static final int MOST_THREADS = 16;

    private static final int FEWEST_THREADS = 6;

    /** Of those that read bodies, which may come as slowly as a satellite phone sends. */
    private static final int WORKERS = 24;

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(3);

    private final Duration stopWithin;
    private final Listeners listeners;
    private final ExecutorService workers = workers();
    private final ProcessMeters processMeters;
    private final Gate gate;
    private final Javalin server;
    private volatile boolean stopping;

    private IngestServer(
            HttpSettings settings,
            SourceBook sources,
            LiveIngest ingest,
            Supplier<IngestHealth> health,
            PrometheusMeterRegistry metrics,
            Clock clock,
            List<IngestRoutes> routes) {
        this.stopWithin = Duration.ofSeconds(settings.stopSeconds());
        this.listeners = new Listeners(settings);
        this.processMeters = new ProcessMeters(metrics);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        this.gate = new Gate(sources, ingest, settings.limits(), workers, threads, metrics, clock);
        Gauge.builder("amurwatch_ingest_ready", () -> health.get().ready() ? 1 : 0)
                .register(metrics);
        this.server = Javalin.create(config -> {
            set(config, threads);
            listeners.addTo(config.jetty);
            addInner(config.routes, health, metrics);
            config.routes.exception(HttpResponseException.class, IngestServer::refuse);
            routes.forEach(way -> way.addTo(config.routes, gate));
        });
    }

    /**
     * Starts to serve.
     *
     * @param health whether brokers and sources are there
     * @param routes the ways in
     * @throws CommandFailure if a port is taken, or the settings would let keys come in the clear
     */
    public static IngestServer start(
            HttpSettings settings,
            SourceBook sources,
            LiveIngest ingest,
            Supplier<IngestHealth> health,
            PrometheusMeterRegistry metrics,
            Clock clock,
            List<IngestRoutes> routes) {
        IngestServer started = new IngestServer(settings, sources, ingest, health, metrics, clock, routes);
        try {
            started.server.start();
        } catch (RuntimeException e) {
            started.server.stop();
            started.workers.shutdownNow();
            started.processMeters.close();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + settings.host() + ":" + settings.port() + " and " + settings.healthHost() + ":"
                            + settings.healthPort() + " (" + e.getMessage()
                            + "): is another process using a port? Settings amurwatch.http.port and .health-port choose"
                            + " them.",
                    e);
        }
        return started;
    }

    /** The port of the ways in. */
    public int port() {
        return listeners.port();
    }

    public int healthPort() {
        return listeners.healthPort();
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return listeners.isTls() ? "https" : "http";
    }

    /** Lets nobody in any more, answers what is under way, and ends. */
    @Override
    public void close() {
        stopping = true;
        gate.close(stopWithin);
        server.stop();
        workers.shutdownNow();
        processMeters.close();
    }

    /** Their queue is as long as the gate lets requests in. */
    private static ExecutorService workers() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, "http-worker-" + number.incrementAndGet()));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static void set(JavalinConfig config, QueuedThreadPool threads) {
        config.startup.showJavalinBanner = false;
        config.jetty.threadPool = threads;
        config.http.asyncTimeout = LONGEST_ANSWER.toMillis();
        config.jetty.modifyServer(jetty -> {
            // Waits for answers that are still being written.
            jetty.setHandler(new GracefulHandler());
            jetty.setStopTimeout(LONGEST_WRITE.toMillis());
        });
    }

    private void addInner(RoutesConfig routes, Supplier<IngestHealth> health, PrometheusMeterRegistry metrics) {
        for (String path : List.of("/health/*", "/metrics")) {
            routes.before(path, context -> {
                if (context.req().getLocalPort() != listeners.healthPort()) {
                    throw new NotFoundResponse();
                }
            });
        }
        routes.get("/health/live", context -> answer(context, 200, true, null));
        routes.get("/health/ready", context -> {
            IngestHealth now = stopping ? IngestHealth.waitingFor("It is being stopped.") : health.get();
            answer(context, now.ready() ? 200 : 503, now.ready(), now.waitingFor());
        });
        routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.scrape()));
    }

    private static void answer(Context context, int status, boolean ready, @Nullable String waitingFor) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("ready", ready);
        body.put("waitingFor", waitingFor);
        Reply.json(status, body).write(context);
    }

    /** What Javalin itself refuses, such as paths that are none. */
    private static void refuse(HttpResponseException problem, Context context) {
        Refusal.of(
                        problem.getStatus(),
                        problem.getStatus() == 404 ? "Not found" : "Refused",
                        "There is nothing here that takes this: see /openapi.json for what there is.")
                .reply()
                .write(context);
    }
}

package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.GateLimits;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.source.SourceBook;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** HTTP of a gateway: the centre's ways in, health and metrics. */
final class GatewayHttp implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 2;
    /** Of a computer with little memory. */
    private static final GateLimits LIMITS = new GateLimits(1 << 20, 4 << 20, 64, 16, 6_000);

    private final Javalin server;

    private GatewayHttp(Javalin server) {
        this.server = server;
    }

    /** @throws CommandFailure if the port is taken */
    static GatewayHttp start(
            GatewaySettings settings,
            SourceBook keys,
            LiveIngest ingest,
            Executor answers,
            PrometheusMeterRegistry metrics,
            Purpose purpose,
            Clock clock,
            GatewayHealth health) {
        Gate gate = new Gate(keys, ingest, LIMITS, answers, metrics, clock);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
            new EventRoutes(purpose, clock).addTo(config.routes, gate);
            config.routes.get("/health/live", context -> answer(context, 200, health));
            config.routes.get("/health/ready", context -> answer(context, health.isReady() ? 200 : 503, health));
            config.routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(metrics.scrape()));
        });
        try {
            return new GatewayHttp(server.start(settings.httpHost(), settings.httpPort()));
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + settings.httpHost() + ":" + settings.httpPort() + " (" + e.getMessage()
                            + "): is another process using the port? Setting amurwatch.gateway.http-port chooses it.",
                    e);
        }
    }

    int port() {
        return server.port();
    }

    private static void answer(Context context, int status, GatewayHealth health) {
        try {
            context.status(status).contentType("application/json").result(JSON.writeValueAsString(health.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of values can't be written as JSON.", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}

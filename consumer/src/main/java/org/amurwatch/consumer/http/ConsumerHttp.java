package org.amurwatch.consumer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** HTTP of the consumers' process: health, metrics, and what other parts of it serve. */
public final class ConsumerHttp implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    // Enough for health checks and a few readers; the default of 250 is for web sites.
    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 2;

    private final Javalin server;

    private ConsumerHttp(Javalin server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param port 0: any free one
     * @param more adds the routes of other parts
     * @throws CommandFailure if the port is taken
     */
    public static ConsumerHttp start(
            String host,
            int port,
            Supplier<LoopHealth> health,
            PrometheusMeterRegistry metrics,
            Consumer<RoutesConfig> more) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
            RoutesConfig routes = config.routes;
            routes.get("/health/live", context -> live(context, health.get()));
            routes.get("/health/ready", context -> ready(context, health.get()));
            routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(metrics.scrape()));
            more.accept(routes);
        });
        try {
            return new ConsumerHttp(server.start(host, port));
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): is another process using the port? Setting amurwatch.consumer.http-port chooses it.",
                    e);
        }
    }

    public int port() {
        return server.port();
    }

    private static void live(Context context, LoopHealth health) {
        answer(context, health.alive(), health);
    }

    private static void ready(Context context, LoopHealth health) {
        answer(context, health.ready(), health);
    }

    private static void answer(Context context, boolean good, LoopHealth health) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("ready", health.ready());
        body.put("alive", health.alive());
        body.put("joined", health.joined());
        body.put("partitions", health.partitions());
        body.put(
                "lastPollAgeMillis",
                health.lastPollAge() == null ? null : health.lastPollAge().toMillis());
        body.put("waitingFor", health.waitingFor());
        CanaryHealth canary = health.canary();
        body.put("canaryAgeSeconds", canary == null ? null : canary.age().toSeconds());
        body.put("failure", health.failure());
        try {
            context.status(good ? 200 : 503).contentType("application/json").result(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of values can't be written as JSON.", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}

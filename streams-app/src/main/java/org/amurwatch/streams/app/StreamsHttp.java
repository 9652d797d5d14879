package org.amurwatch.streams.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Health, readiness and metrics over HTTP; nothing else. */
final class StreamsHttp implements AutoCloseable {

    private final StreamsService service;
    private final StreamsMetrics metrics;
    private final ObjectMapper json = new ObjectMapper();
    private final Javalin server;

    /** @throws CommandFailure if the port is taken */
    StreamsHttp(StreamsService service, StreamsMetrics metrics, String host, int port) {
        this.service = service;
        this.metrics = metrics;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/health/live", this::live);
            config.routes.get("/health/ready", this::ready);
            config.routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(this.metrics.scrape()));
        });
        try {
            server.start(host, port);
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't serve health and metrics on " + host + ":" + port + ": " + e.getMessage()
                            + ". Is the port taken? Set amurwatch.streams.http-port to another.",
                    e);
        }
    }

    int port() {
        return server.port();
    }

    private void live(Context context) {
        boolean live = service.applications().stream().map(Application::failure).allMatch(Objects::isNull);
        answer(context, live ? 200 : 503, Map.of("live", live));
    }

    private void ready(Context context) {
        List<ApplicationHealth> applications =
                service.applications().stream().map(Application::health).toList();
        boolean ready = service.ready();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ready", ready);
        body.put("generation", service.generation());
        body.put("applications", applications);
        answer(context, ready ? 200 : 503, body);
    }

    private void answer(Context context, int status, Map<String, Object> body) {
        try {
            context.status(status).contentType("application/json").result(json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Health is made of plain values, which are JSON.", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}

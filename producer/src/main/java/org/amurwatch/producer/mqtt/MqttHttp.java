package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** HTTP of the way in by MQTT: health and metrics. */
final class MqttHttp implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_THREADS = 8;
    private static final int FEWEST_THREADS = 2;

    private final Javalin server;

    private MqttHttp(Javalin server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param port 0: any free one
     * @throws CommandFailure if the port is taken
     */
    static MqttHttp start(String host, int port, MqttListener listener, PrometheusMeterRegistry metrics) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
            // While it lives it goes on trying, whatever is away: nothing would be won by a restart.
            config.routes.get("/health/live", context -> context.result("{\"alive\":true}")
                    .contentType("application/json"));
            config.routes.get("/health/ready", context -> {
                boolean ready = listener.isReady();
                context.status(ready ? 200 : 503)
                        .contentType("application/json")
                        .result(body(ready, listener));
            });
            config.routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                    .result(metrics.scrape()));
        });
        try {
            return new MqttHttp(server.start(host, port));
        } catch (RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): is another process using the port? Setting amurwatch.mqtt.http-port chooses it.",
                    e);
        }
    }

    private static String body(boolean ready, MqttListener listener) throws JsonProcessingException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("ready", ready);
        body.put("subscribed", listener.isSubscribed());
        body.put("trouble", listener.trouble());
        body.put("outage", listener.outage());
        body.put("underWay", listener.underWay());
        return JSON.writeValueAsString(body);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}

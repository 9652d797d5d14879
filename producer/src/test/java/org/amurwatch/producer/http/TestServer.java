package org.amurwatch.producer.http;

import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.GZIPOutputStream;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.live.MemoryIngest;
import org.amurwatch.producer.source.SourceBook;
import org.amurwatch.producer.source.SourceGrant;

/** Routes behind a real gate and server on a free port, with keys and events in memory; for tests of ways in by HTTP. */
public final class TestServer implements AutoCloseable {

    /** Opens everything, as source {@code ranger-app}. */
    public static final String KEY = "key-of-all";

    /** Opens sightings alone, as source {@code camera-lab}. */
    public static final String SIGHTINGS_KEY = "key-of-sightings";

    public final MemoryIngest ingest = new MemoryIngest();
    public final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final MemoryBook book = new MemoryBook();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server;

    public TestServer(IngestRoutes routes) {
        this(GateLimits.DEFAULT, Clock.systemUTC(), routes);
    }

    public TestServer(GateLimits limits, Clock clock, IngestRoutes routes) {
        Gate gate =
                new Gate(book, ingest, limits, ForkJoinPool.commonPool(), ForkJoinPool.commonPool(), metrics, clock);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.addTo(config.routes, gate);
                })
                .start("127.0.0.1", 0);
    }

    /** The routes that are registered, such as {@code POST /v1/sightings}. */
    public List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .toList();
    }

    /** The keys that tests know. */
    public static final class MemoryBook implements SourceBook {

        private final Map<String, SourceGrant> grants = new HashMap<>(Map.of(
                KEY, new SourceGrant("ranger-app", EnumSet.allOf(LiveKind.class)),
                SIGHTINGS_KEY, new SourceGrant("camera-lab", Set.of(LiveKind.SIGHTING))));
        public volatile boolean ready = true;

        @Override
        public Optional<SourceGrant> grant(String key) {
            return Optional.ofNullable(grants.get(key));
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** Posts JSON with the key of everything. */
    public HttpResponse<String> post(String path, String json) {
        return send(request(path, KEY).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A request with a key and Content-Type JSON, to be completed. */
    public HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop();
    }
}

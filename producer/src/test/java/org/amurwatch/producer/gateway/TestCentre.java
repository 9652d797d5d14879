package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A centre's HTTP ingest, as far as a gateway sees it. */
final class TestCentre implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** What becomes of an event. */
    volatile ToIntFunction<JsonNode> statusOf = event -> 202;

    /** What is answered to everything, instead; 0: nothing of the kind. */
    volatile int always;

    volatile String alwaysBody = "";
    volatile @Nullable String retryAfter;
    volatile @Nullable String location;
    volatile int mostEvents = Integer.MAX_VALUE;
    volatile boolean losesAnswers;

    private final HttpServer server;

    TestCentre() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<String> ids() {
        return taken.stream().map(event -> event.path("id").asText()).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            List<JsonNode> events = events(exchange);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            if (always != 0) {
                answer(exchange, always, alwaysBody);
            } else if (!keys.contains(key.substring("Bearer ".length()))) {
                answer(exchange, 401, "{}");
            } else if (events.size() > mostEvents) {
                answer(exchange, 413, "{}");
            } else {
                batches.add(events.size());
                String answer = take(events);
                if (!losesAnswers) {
                    answer(exchange, 200, answer);
                }
            }
        }
    }

    private String take(List<JsonNode> events) throws IOException {
        var results = JSON.createArrayNode();
        for (JsonNode event : events) {
            int status = statusOf.applyAsInt(event);
            if (status == 202) {
                taken.add(event);
            }
            results.addObject().put("status", status).put("id", event.path("id").asText());
        }
        return JSON.writeValueAsString(JSON.createObjectNode().set("results", results));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static List<JsonNode> events(HttpExchange exchange) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try (GZIPInputStream in = new GZIPInputStream(exchange.getRequestBody())) {
            String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.split("\n")) {
                events.add(JSON.readTree(line));
            }
        }
        return events;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.amurwatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A site of EarthRanger on loopback, as far as whole system tests need it: each report once, under its external id. The strict one
 * is beside the tests of the sender.
 */
final class PartnerSite implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, JsonNode> byExternalId = new LinkedHashMap<>();
    private final Map<String, ArrayNode> notes = new HashMap<>();
    private final AtomicInteger posts = new AtomicInteger();
    private volatile boolean down;
    private volatile boolean holdsAnswers;

    PartnerSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "partner-site");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/api/v1.0/activity/events", this::take);
        server.createContext("/api/v1.0/activity/event/", this::note);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (down) {
            answer(exchange, 503, "");
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, found());
        } else {
            posts.incrementAndGet();
            JsonNode report = JSON.readTree(body);
            if (report.has("notes")) {
                answer(exchange, 400, "{}");
                return;
            }
            boolean made = make(report);
            // An answer that is held is never given: whoever asked dies before it.
            if (!holdsAnswers) {
                answer(
                        exchange,
                        made ? 201 : 409,
                        made ? "{\"data\":{\"id\":\"" + (byExternalId.size()) + "\"}}" : "{}");
            }
        }
    }

    private synchronized boolean make(JsonNode report) {
        String number = Integer.toString(byExternalId.size() + 1);
        boolean made = byExternalId.putIfAbsent(report.get("external_event_id").asText(), report) == null;
        if (made) {
            notes.put(number, JSON.createArrayNode());
        }
        return made;
    }

    /** Takes a note to a report that is there. */
    private void note(HttpExchange exchange) throws IOException {
        JsonNode note = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String number = exchange.getRequestURI().getPath().split("/", -1)[5];
        if (down) {
            answer(exchange, 503, "");
            return;
        }
        synchronized (this) {
            ArrayNode of = notes.get(number);
            if (of != null) {
                of.add(note);
            }
            answer(exchange, of == null ? 404 : 201, "{}");
        }
    }

    private synchronized String found() {
        List<Map<String, Object>> results = new ArrayList<>();
        int number = 1;
        for (JsonNode report : byExternalId.values()) {
            String id = Integer.toString(number++);
            results.add(Map.of("id", id, "message", report.get("message"), "notes", notes.get(id)));
        }
        return JSON.valueToTree(Map.of("data", Map.of("results", results))).toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** How many notes each report has, in the order in which they were made. */
    synchronized List<Integer> notes() {
        return IntStream.rangeClosed(1, byExternalId.size())
                .mapToObj(number -> notes.get(Integer.toString(number)).size())
                .toList();
    }

    /** External ids of the reports, in the order in which they were made. */
    synchronized List<String> reports() {
        return List.copyOf(byExternalId.keySet());
    }

    int posts() {
        return posts.get();
    }

    /** From now on it answers 503. */
    void down(boolean now) {
        down = now;
    }

    /** From now on it makes reports, and answers nothing. */
    void holdsAnswers(boolean now) {
        holdsAnswers = now;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

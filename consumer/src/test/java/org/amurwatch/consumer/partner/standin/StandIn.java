package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A partner's system as a real HTTP server: keeps state, and answers as its owners write that theirs does. What is not written
 * there, it refuses with 400 and remembers as a complaint, so that a test that looks for none fails with the reason.
 */
public abstract class StandIn implements AutoCloseable {

    protected static final ObjectMapper JSON = new ObjectMapper();

    /** What a client did that the interface does not know. */
    protected static final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Complaint(String what) {
            super(what);
        }
    }

    /** One request. */
    public record Request(
            String method, String path, Map<String, String> query, Map<String, List<String>> headers, byte[] raw) {

        public @Nullable String header(String name) {
            List<String> values = headers.entrySet().stream()
                    .filter(one -> one.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(List.of());
            return values.isEmpty() ? null : values.get(0);
        }

        public String body() {
            return new String(raw, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return JSON.readTree(raw);
            } catch (IOException e) {
                throw new Complaint("The body is no JSON.");
            }
        }
    }

    /** One answer. */
    public record Answer(int status, String body, Map<String, String> headers) {

        public static Answer of(int status) {
            return new Answer(status, "", Map.of());
        }

        public static Answer of(int status, JsonNode body) {
            return new Answer(status, body.toString(), Map.of("Content-Type", "application/json"));
        }
    }

    private final HttpServer server;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> troubles = new ConcurrentLinkedQueue<>();
    private volatile long slowMillis;
    private volatile boolean losesAnswers;
    private volatile boolean down;

    protected StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    /** What it answers to a request that came through. */
    protected abstract Answer answer(Request request);

    private void take(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Request request = new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                query(uri.getRawQuery()),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
        requests.add(request);
        if (slowMillis > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(slowMillis));
        }
        Answer trouble = troubles.poll();
        Answer answer = down ? Answer.of(503) : trouble == null ? checked(request) : trouble;
        if (losesAnswers) {
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer checked(Request request) {
        try {
            return answer(request);
        } catch (Complaint e) {
            complaints.add(request.method() + " " + request.path() + ": " + e.getMessage());
            return Answer.of(400, JSON.createObjectNode().put("detail", e.getMessage()));
        } catch (RuntimeException e) {
            complaints.add(request.method() + " " + request.path() + ": " + e);
            return Answer.of(500);
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return query;
    }

    /** What clients did wrong so far. */
    public List<String> complaints() {
        return complaints;
    }

    public List<Request> requests() {
        return requests;
    }

    /** It answers the next requests so, without doing anything. */
    public void troubles(Answer... answers) {
        troubles.addAll(List.of(answers));
    }

    /** From now on it takes so long for each answer; 0: no time. */
    public void slow(long millis) {
        slowMillis = millis;
    }

    /** From now on it does what it is asked, and the answer is lost on the way. */
    public void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    /** From now on it answers 503 to all. */
    public void down(boolean now) {
        down = now;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    // What the checks are made of.

    protected static void check(boolean right, String otherwise) {
        if (!right) {
            throw new Complaint(otherwise);
        }
    }

    protected static void fields(JsonNode object, Set<String> required, Set<String> optional) {
        check(object.isObject(), "expected an object");
        Set<String> there = new TreeSet<>();
        object.fieldNames().forEachRemaining(there::add);
        check(there.containsAll(required), "lacks one of " + new TreeSet<>(required) + ": " + there);
        there.removeAll(required);
        there.removeAll(optional);
        check(there.isEmpty(), "unknown fields " + there);
    }

    protected static void timeWithZone(JsonNode time) {
        check(time.isTextual(), "a time is a text");
        try {
            OffsetDateTime.parse(time.asText());
        } catch (java.time.DateTimeException e) {
            throw new Complaint("no time with a zone: " + time);
        }
    }

    protected static void degrees(JsonNode value, double most) {
        check(value.isNumber() && Math.abs(value.asDouble()) <= most, "no degrees: " + value);
    }

    protected static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

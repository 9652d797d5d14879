package org.amurwatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's receiver on loopback that answers each delivery by a plan: first with the failures that are planned, then 200;
 * never so many failures in a row that dispatch would pause.
 * A strike can be set for the next request that gets a 200.
 */
final class UnsteadyReceiver implements AutoCloseable {

    /** How a request is answered. */
    enum Reply {
        TAKEN(200),
        ERROR(500),
        /** With {@code Retry-After: 1}. */
        BUSY(429),
        /** The connection is closed without an answer. */
        HANG_UP(0);

        private final int status;

        Reply(int status) {
            this.status = status;
        }
    }

    /** Which delivery: the shot by when it was heard, and the team that is told. */
    record Told(Instant shot, String team) {}

    /**
     * What came, and how it was answered.
     *
     * @param answered false: who asked was gone before
     */
    record Request(String webhookId, String alertId, Told told, Instant at, Reply reply, boolean answered) {

        boolean taken() {
            return reply == Reply.TAKEN && answered;
        }
    }

    /** What happens around an answer of 200. */
    interface Strike {
        void beforeTheAnswer() throws IOException, InterruptedException;

        void afterTheAnswer(Request taken) throws InterruptedException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With one more, dispatch would leave the endpoint alone for a while. */
    private static final int MOST_IN_A_ROW = 4;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<Told, Queue<Reply>> plans = new HashMap<>();
    private final Map<String, Integer> failuresInARow = new HashMap<>();
    private final AtomicReference<@Nullable Strike> armed = new AtomicReference<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Exception> mistakes = new ArrayList<>();
    private final HttpServer server;

    UnsteadyReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /** @param failures before it is taken */
    synchronized void plan(Told told, List<Reply> failures) {
        plans.put(told, new ArrayDeque<>(failures));
    }

    void arm(Strike strike) {
        armed.set(strike);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What went wrong in this receiver itself: what it got was no alert, or a strike failed. */
    synchronized List<Exception> mistakes() {
        return List.copyOf(mistakes);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            JsonNode alert = JSON.readTree(exchange.getRequestBody()).required("data");
            Told told = new Told(
                    Instant.parse(alert.required("observedAt").asText()),
                    alert.required("team").asText());
            Reply reply = next(told);
            Strike strike = reply == Reply.TAKEN ? armed.getAndSet(null) : null;
            Instant at = Instant.now();
            if (strike != null) {
                strike.beforeTheAnswer();
            }
            Request request = new Request(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    alert.required("alertId").asText(),
                    told,
                    at,
                    reply,
                    answer(exchange, reply));
            synchronized (this) {
                requests.add(request);
            }
            if (strike != null) {
                strike.afterTheAnswer(request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                mistakes.add(e);
            }
        }
    }

    private synchronized Reply next(Told told) {
        Queue<Reply> plan = plans.get(told);
        int row = failuresInARow.getOrDefault(told.team(), 0);
        Reply failure = plan == null || row >= MOST_IN_A_ROW ? null : plan.poll();
        failuresInARow.put(told.team(), failure == null ? 0 : row + 1);
        return failure == null ? Reply.TAKEN : failure;
    }

    /** Whether the answer went out. */
    private static boolean answer(HttpExchange exchange, Reply reply) {
        if (reply == Reply.HANG_UP) {
            return true;
        }
        if (reply == Reply.BUSY) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        try {
            exchange.sendResponseHeaders(reply.status, -1);
            return true;
        } catch (IOException e) {
            // Who asked was killed meanwhile.
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}

package org.amurwatch.local.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.amurwatch.consumer.channel.webhook.WebhookSignature;
import org.amurwatch.consumer.endpoint.WebhookSecret;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A team's phone, as a real receiver of webhooks: {@code POST /alerts} takes signed messages, {@code GET /messages} lists
 * the last thousand, oldest first. A message that comes again (same webhook-id) is answered, but shown once.
 */
public final class PatrolPhone {

    private static final int KEPT = 1_000;
    private static final int MAX_BODY_BYTES = 256 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String secret;
    private final Clock clock;
    private final Consumer<PhoneMessage> screen;

    /** By webhook-id, oldest first; guarded by itself. */
    private final Map<String, PhoneMessage> accepted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PhoneMessage> eldest) {
            return size() > KEPT;
        }
    };

    private @Nullable HttpServer server;
    private @Nullable ExecutorService workers;

    /**
     * @param secret {@code whsec_} and Base64
     * @param screen shows each new message, and each that was refused
     * @throws IllegalArgumentException if the secret is none
     */
    public PatrolPhone(String secret, Clock clock, Consumer<PhoneMessage> screen) {
        WebhookSecret.parse(secret);
        this.secret = secret;
        this.clock = clock;
        this.screen = screen;
    }

    /** @param port to listen on, on loopback; 0: any free one */
    public void start(int port) {
        start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** As {@link #start(int)}, at an address that others reach too. */
    public synchronized void start(InetSocketAddress address) {
        // Without it each answer waits 40 ms for the sender's delayed acknowledgement; the server has no other way to
        // say so.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer started = HttpServer.create(address, 64);
            ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
                Thread thread = new Thread(task, "patrol-phone");
                thread.setDaemon(true);
                return thread;
            });
            started.setExecutor(threads);
            started.createContext("/alerts", this::alerts);
            started.createContext("/messages", this::list);
            started.createContext("/health/ready", exchange -> answer(exchange, 200, "ready"));
            started.start();
            server = started;
            workers = threads;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "The patrol phone can't listen on " + address + ": " + e.getMessage() + ".", e);
        }
    }

    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("The phone is not started.");
        }
        return server.getAddress().getPort();
    }

    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (workers != null) {
            workers.shutdownNow();
        }
    }

    /** The messages that came with a valid signature, oldest first. */
    public List<PhoneMessage> messages() {
        synchronized (accepted) {
            return new ArrayList<>(accepted.values());
        }
    }

    private void alerts(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "POST a signed webhook here.");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            answer(exchange, 413, "A message has at most " + MAX_BODY_BYTES + " bytes.");
            return;
        }
        String id = exchange.getRequestHeaders().getFirst(WebhookSignature.ID_HEADER);
        Instant now = clock.instant();
        String timestamp = exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP_HEADER);
        String signatures = exchange.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE_HEADER);
        boolean valid = WebhookSignature.verify(secret, id, timestamp, body, signatures)
                && WebhookSignature.isRecent(timestamp, now);
        PhoneMessage message =
                PhoneMessage.read(id == null ? "(none)" : id, now, valid, new String(body, StandardCharsets.UTF_8));
        if (!valid) {
            screen.accept(message);
            answer(exchange, 401, "The signature is not valid.");
            return;
        }
        boolean isNew;
        synchronized (accepted) {
            isNew = accepted.putIfAbsent(message.id(), message) == null;
        }
        if (isNew) {
            screen.accept(message);
        }
        answer(exchange, 200, "received");
    }

    private void list(HttpExchange exchange) throws IOException {
        List<Map<String, @Nullable Object>> rows =
                messages().stream().map(PatrolPhone::row).toList();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try {
            answer(exchange, 200, JSON.writeValueAsString(rows));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Messages can't be written as JSON.", e);
        }
    }

    private static Map<String, @Nullable Object> row(PhoneMessage message) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", message.id());
        row.put("receivedAt", message.receivedAt().toString());
        row.put("signatureValid", message.signatureValid());
        row.put("text", message.text());
        row.put("kind", message.kind());
        row.put("level", message.field("level").orElse(null));
        row.put("severity", message.field("severity").orElse(null));
        row.put("purpose", message.purpose());
        row.put("link", message.link());
        row.put("body", message.body());
        return row;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.endpoint.WebhookSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPostTest {

    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY =
            "{\"type\":\"patrol.alert\",\"text\":\"Выстрел 枪声\"}".getBytes(StandardCharsets.UTF_8);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-17T06:20:00Z"), ZoneOffset.UTC);

    /** What a server does with a connection. */
    private interface Talk {
        void with(Socket socket) throws Exception;
    }

    private final HttpCall http = new HttpCall(Duration.ofMillis(500), DEADLINE, NOW);
    // For what is not about the deadline: the first exchange of a cold machine may take longer than that.
    private final HttpCall patient = new HttpCall(Duration.ofSeconds(10), Duration.ofSeconds(10), NOW);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> opened = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopAll() throws Exception {
        http.close();
        patient.close();
        server.stop(0);
        for (AutoCloseable one : opened) {
            one.close();
        }
        threads.shutdownNow();
    }

    private static WebhookDestination destination(int port) {
        WebhookSecret secret =
                WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(KEY));
        return new WebhookDestination(URI.create("http://127.0.0.1:" + port + "/hook?key=private"), List.of(secret));
    }

    private Answer postTo(int port) {
        return new WebhookPost(http, NOW).post(destination(port), true, "id", BODY);
    }

    private Answer postToServer() {
        return new WebhookPost(patient, NOW)
                .post(destination(server.getAddress().getPort()), true, "alert-1|webhook|phone", BODY);
    }

    private void answerWith(int status, String... headers) {
        server.createContext("/hook", exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            answer(exchange, status);
        });
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** A server that talks to the bare socket. */
    private int serve(Talk talk) throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        opened.add(listening);
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    opened.add(socket);
                    threads.execute(() -> {
                        try (socket) {
                            talk.with(socket);
                        } catch (Exception e) {
                            // The other side hung up: what these tests are about.
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        return listening.getLocalPort();
    }

    private static void readRequest(Socket socket) throws IOException {
        byte[] buffer = new byte[8192];
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("\r\n\r\n") < 0) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                return;
            }
            seen.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void shouldDeliverWithASignatureThatOthersCanVerify() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
        server.createContext("/hook", exchange -> {
            bodies.add(exchange.getRequestBody().readAllBytes());
            seen.add(exchange.getRequestMethod());
            for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature", "Content-Type")) {
                seen.add(exchange.getRequestHeaders().getFirst(header));
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        Answer answer = postToServer();

        assertThat(answer).isEqualTo(new Answer(DeliveryOutcome.DELIVERED, 204, null, null));
        assertThat(bodies).hasSize(1);
        assertThat(bodies.get(0)).isEqualTo(BODY);
        assertThat(seen.get(0)).isEqualTo("POST");
        assertThat(seen.get(1)).isEqualTo("alert-1|webhook|phone");
        assertThat(seen.get(2)).isEqualTo(Long.toString(NOW.instant().getEpochSecond()));
        // By hand, not by our own class.
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((seen.get(1) + "." + seen.get(2) + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(seen.get(3)).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(BODY)));
        assertThat(seen.get(4)).startsWith("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED", "202, DELIVERED", "299, DELIVERED", "410, GONE", "400, FAILED", "401, FAILED", "404, FAILED",
        "422, FAILED", "408, RETRY", "425, RETRY", "429, RETRY", "500, RETRY", "503, RETRY", "304, FAILED"
    })
    void shouldTakeAStatusAsStandardWebhooksDoes(int status, DeliveryOutcome outcome) {
        answerWith(status);

        Answer answer = postToServer();

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.status()).isEqualTo(status);
        if (outcome == DeliveryOutcome.DELIVERED) {
            assertThat(answer.reason()).isNull();
        } else {
            assertThat(answer.reason()).contains(Integer.toString(status)).endsWith(".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'120', 120000",
        "'0', 0",
        "'Sat, 17 Jan 2026 06:21:30 GMT', 90000",
        "'Sat, 17 Jan 2026 06:00:00 GMT', 0",
        "'99999999', 86400000",
        "'soon',",
        "'-5',",
        "'99999999999999999999',"
    })
    void shouldPassOnHowLongTheReceiverAsksToWait(String retryAfter, Long millis) {
        answerWith(429, "Retry-After", retryAfter);

        Answer answer = postToServer();

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.retryAfterMillis()).isEqualTo(millis);
    }

    @Test
    void shouldNotFollowARedirect() {
        List<String> followed = Collections.synchronizedList(new ArrayList<>());
        server.createContext("/elsewhere", exchange -> {
            followed.add(exchange.getRequestMethod());
            answer(exchange, 200);
        });
        answerWith(302, "Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");

        Answer answer = postToServer();

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.reason()).contains("redirects are not followed");
        assertThat(followed).isEmpty();
    }

    @Test
    void shouldEndAtTheDeadlineIfTheReceiverHangs() throws Exception {
        int port = serve(socket -> {
            readRequest(socket);
            socket.getInputStream().read();
        });

        assertThatItEndsInTime(port, null);
    }

    @Test
    void shouldEndAtTheDeadlineIfHeadersDripIn() throws Exception {
        int port = serve(socket -> {
            readRequest(socket);
            drip(socket, "HTTP/1.1 200 OK\r\nX-Slow: " + "x".repeat(10_000));
        });

        assertThatItEndsInTime(port, null);
    }

    @Test
    void shouldEndAtTheDeadlineIfTheBodyDripsIn() throws Exception {
        int port = serve(socket -> {
            readRequest(socket);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(socket, "x".repeat(9999));
        });

        assertThatItEndsInTime(port, 200);
    }

    @Test
    void shouldEndAtTheDeadlineIfTheReceiverDoesNotEvenAccept() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: the kernel takes the connection, and the request lies in its buffer.
            assertThatItEndsInTime(full.getLocalPort(), null);
        }
    }

    private static void drip(Socket socket, String text) throws Exception {
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            socket.getOutputStream().write(octet);
            socket.getOutputStream().flush();
            Thread.sleep(50);
        }
    }

    private void assertThatItEndsInTime(int port, Integer status) {
        long begun = System.nanoTime();

        Answer answer = postTo(port);

        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).contains("0.8 seconds");
        // What drips goes on for minutes: seconds of a busy machine are not mistaken for it.
        assertThat(took).isBetween(DEADLINE.minusMillis(50), DEADLINE.plusSeconds(3));
    }

    @Test
    void shouldRetryAfterAReset() throws Exception {
        int port = serve(socket -> {
            readRequest(socket);
            socket.setSoLinger(true, 0);
        });

        Answer answer = postTo(port);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.status()).isNull();
        assertThat(answer.reason()).contains("connection broke");
    }

    @Test
    void shouldRetryIfNobodyListensAndNotSayWhere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Answer answer = postTo(port);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason())
                .contains("can't be reached")
                .doesNotContain("127.0.0.1", Integer.toString(port), "private");
    }

    @Test
    void shouldReadLittleOfAnEndlessAnswer() throws Exception {
        AtomicLong sent = new AtomicLong();
        long gigabyte = 1L << 30;
        int port = serve(socket -> {
            readRequest(socket);
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + gigabyte + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[64 * 1024];
            while (sent.get() < gigabyte) {
                out.write(chunk);
                sent.addAndGet(chunk.length);
            }
        });

        Answer answer = postTo(port);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
        // What we read, and what lay in the buffers of two sockets when we hung up.
        assertThat(sent.get()).isLessThan(32L << 20);
    }
}

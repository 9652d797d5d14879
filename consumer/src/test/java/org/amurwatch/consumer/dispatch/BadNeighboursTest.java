package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.webhook.WebhookChannel;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All bad receivers at once, and a healthy one beside them that must not notice. */
class BadNeighboursTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED.plusSeconds(1), ZoneOffset.UTC);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final int MESSAGES = 300;
    // A call takes a millisecond or two here, so that a garbage collection alone is more than twice the p99. What this
    // is to catch, waiting for a neighbour, takes the deadline: forty times as long.
    private static final long NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** What a receiver does with a connection. */
    private interface Talk {
        void with(Socket socket) throws Exception;
    }

    @TempDir
    private Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ServerSocket> listening = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<DeliveryReceipt> healthy = new LinkedBlockingQueue<>();
    private final List<DeliveryReceipt> bad = Collections.synchronizedList(new ArrayList<>());
    private final HttpCall http = new HttpCall(DEADLINE, DEADLINE, NOW);
    private HttpServer server;

    @AfterEach
    void stopAll() throws IOException {
        over.countDown();
        http.close();
        for (ServerSocket one : listening) {
            one.close();
        }
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void shouldNotDelayAHealthyReceiver() throws Exception {
        Map<String, DeliveryOutcome> expected = new LinkedHashMap<>();
        Dispatcher dispatcher = dispatcher(badReceivers(expected));
        p99(dispatcher, List.of());
        long alone = p99(dispatcher, List.of());

        long together = p99(dispatcher, List.copyOf(expected.keySet()));

        assertThat(together)
                .as("p99 beside bad receivers, in ns; alone it was %d", alone)
                .isLessThanOrEqualTo(Math.max(2 * alone, alone + NOISE_NANOS));
        await("each bad receiver was called")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> expected.forEach((name, outcome) -> assertThat(List.copyOf(bad))
                        .as(name)
                        .anyMatch(receipt -> receipt.getEndpoint().equals(name) && receipt.getOutcome() == outcome)));
        assertThat(bad).anyMatch(receipt -> receipt.getOutcome() == DeliveryOutcome.DEFERRED);
        dispatcher.stop(Duration.ZERO);
    }

    /** Sends one message after another to the healthy receiver, and with each one to all neighbours. */
    private long p99(Dispatcher dispatcher, List<String> neighbours) throws InterruptedException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            int number = i;
            neighbours.forEach(name -> dispatcher.accept(Alerts.delivery(name, number)));
            long begun = System.nanoTime();
            dispatcher.accept(Alerts.delivery("healthy", i));
            // Behind those that hang, drip and never shake hands it would be three deadlines.
            DeliveryReceipt receipt = healthy.poll(5, TimeUnit.SECONDS);
            took.add(System.nanoTime() - begun);
            assertThat(receipt).isNotNull();
            assertThat(receipt.getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        Collections.sort(took);
        return took.get(MESSAGES * 99 / 100 - 1);
    }

    private Dispatcher dispatcher(String badEntries) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Path file = folder.resolve("endpoints.yaml");
        Files.writeString(
                file,
                "endpoints:\n" + badEntries
                        + entry("healthy", "http", server.getAddress().getPort()));
        WebhookChannel webhooks = new WebhookChannel(
                new AlertText(new Languages()),
                new MessageLinks("http://127.0.0.1:9090", delivery -> Optional.empty()),
                http,
                NOW);
        return new Dispatcher(
                new EndpointsFile(file),
                revoked -> false,
                new Channels().with(WebhookDestination.class, webhooks),
                receipt -> (receipt.getEndpoint().equals("healthy") ? healthy : bad).add(receipt),
                new DispatchMetrics(new SimpleMeterRegistry()),
                NOW,
                32,
                Duration.ofSeconds(15),
                new CanaryWatch(NOW, Duration.ofMinutes(3), new NobodyToTell()));
    }

    private static String entry(String name, String scheme, int port) {
        return " - {name: " + name + ", channel: webhook, url: '" + scheme + "://127.0.0.1:" + port + "/', secret: "
                + SECRET + ", privateNetwork: true}\n";
    }

    private String badReceivers(Map<String, DeliveryOutcome> expected) throws IOException {
        StringBuilder entries = new StringBuilder();
        Map<String, Talk> talks = new LinkedHashMap<>();
        talks.put("hangs", socket -> over.await());
        talks.put("drips", this::drip);
        talks.put("resets", socket -> socket.setSoLinger(true, 0));
        talks.put("busy", socket -> answer(socket, "429 Too Many Requests\r\nRetry-After: 60"));
        talks.put("broken", socket -> answer(socket, "500 Internal Server Error"));
        talks.put("redirects", socket -> answer(socket, "302 Found\r\nLocation: http://169.254.169.254/"));
        talks.put("gone", socket -> answer(socket, "410 Gone"));
        talks.put("endless", BadNeighboursTest::gigabyte);
        for (Map.Entry<String, Talk> talk : talks.entrySet()) {
            entries.append(entry(talk.getKey(), "http", serve(talk.getValue())));
            expected.put(talk.getKey(), DeliveryOutcome.RETRY);
        }
        entries.append(entry("handshake", "https", serve(socket -> over.await())));
        expected.put("handshake", DeliveryOutcome.RETRY);
        expected.put("redirects", DeliveryOutcome.FAILED);
        expected.put("gone", DeliveryOutcome.GONE);
        expected.put("endless", DeliveryOutcome.DELIVERED);
        return entries.toString();
    }

    private int serve(Talk talk) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.add(socket);
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket accepted = socket.accept();
                    threads.execute(() -> talk(accepted, talk));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return socket.getLocalPort();
    }

    private static void talk(Socket accepted, Talk talk) {
        try (accepted) {
            talk.with(accepted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The other side hung up: what this test is about.
        }
    }

    private static void answer(Socket socket, String head) throws IOException {
        // Unread bytes would make the closing a reset: so the request is read to the end of its body.
        byte[] request = new byte[16_384];
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf("}", Math.max(0, seen.length() - 1)) < 0) {
            int count = socket.getInputStream().read(request);
            if (count < 0) {
                return;
            }
            seen.append(new String(request, 0, count, StandardCharsets.ISO_8859_1));
        }
        write(socket, "HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** An octet of the body each tenth of a second, for ever. */
    private void drip(Socket socket) throws Exception {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n");
        while (!over.await(100, TimeUnit.MILLISECONDS)) {
            write(socket, "x");
        }
    }

    private static void gigabyte(Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 30) + "\r\n\r\n");
        OutputStream out = socket.getOutputStream();
        byte[] random = new byte[64 * 1024];
        ThreadLocalRandom.current().nextBytes(random);
        for (long sent = 0; sent < 1L << 30; sent += random.length) {
            out.write(random);
        }
    }
}

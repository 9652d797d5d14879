package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.endpoint.WebhookSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To whom a message is posted: by addresses, not by names. */
class WebhookPostAddressTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    // The first time the name is on loopback; then, as a rebinding name server has it, at a metadata address.
    private final HttpCall http = new HttpCall(
            DEADLINE,
            DEADLINE,
            Clock.systemUTC(),
            host -> lookups.getAndIncrement() == 0
                    ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                    : new InetAddress[] {InetAddress.getByName("169.254.169.254")});
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        http.close();
        server.stop(0);
    }

    private static WebhookDestination destination(String scheme, String host, int port) {
        WebhookSecret secret =
                WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        return new WebhookDestination(URI.create(scheme + "://" + host + ":" + port + "/hook"), List.of(secret));
    }

    private Answer post(String host, boolean privateNetwork) {
        return post(http, destination("http", host, server.getAddress().getPort()), privateNetwork);
    }

    private static Answer post(HttpCall http, WebhookDestination destination, boolean privateNetwork) {
        return new WebhookPost(http, Clock.systemUTC()).post(destination, privateNetwork, "id", BODY);
    }

    @Test
    void shouldNotCallANameThatIsOnThisMachine() {
        Answer answer = post("receiver.example", false);

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("'privateNetwork: true'").doesNotContain("receiver.example", "127.0.0.1");
        assertThat(calls).hasValue(0);
    }

    @Test
    void shouldCheckAddressesThatStandInTheUrlToo() {
        try (HttpCall real = new HttpCall(DEADLINE, DEADLINE, Clock.systemUTC())) {
            int port = server.getAddress().getPort();
            for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")) {
                assertThat(post(real, destination("http", host, port), false).reason())
                        .as(host)
                        .contains("'privateNetwork: true'");
            }
            assertThat(post(real, destination("http", "169.254.169.254", port), true)
                            .reason())
                    .contains("never called");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void shouldConnectToTheAddressThatWasChecked() {
        Answer first = post("receiver.example", true);

        assertThat(first.outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(lookups).hasValue(1);

        Answer second = post("receiver.example", true);

        assertThat(second.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(second.reason()).contains("never called");
        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldEndAtTheDeadlineAndHangUpIfTheTlsHandshakeHangs() throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> {
                try (Socket socket = silent.accept()) {
                    int octet = 0;
                    while (octet >= 0) {
                        octet = socket.getInputStream().read();
                    }
                    end.complete(octet);
                } catch (IOException e) {
                    end.complete(-1);
                }
            });
            listener.start();
            long begun = System.nanoTime();

            Answer answer = post(http, destination("https", "receiver.example", silent.getLocalPort()), true);

            assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.plusSeconds(3));
            assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }
}

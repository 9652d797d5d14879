package org.amurwatch.consumer.channel.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.MqttDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that hang, drip, hang up, or speak something else. */
class MqttServerTroubleTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    // CONNACK: no session, accepted, no properties.
    private static final String ACCEPTED = "20 03 00 00 00";

    private final MqttChannel channel = new MqttChannel(
            Messages.webhook(), Duration.ofSeconds(1), DEADLINE, Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC));

    /** What a server does with each connection, once it has read something. */
    private interface Manner {
        void serve(Socket client) throws Exception;
    }

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        channel.close();
        end.countDown();
    }

    private Answer attempt(boolean tls, boolean privateNetwork, Manner manner) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                try (Socket client = listening.accept()) {
                    client.getInputStream().read();
                    manner.serve(client);
                } catch (Exception e) {
                    // The other side hung up.
                }
            });
            serving.setDaemon(true);
            serving.start();
            return attempt(tls, privateNetwork, listening.getLocalPort());
        }
    }

    private Answer attempt(boolean tls, boolean privateNetwork, int port) {
        MqttDestination destination = new MqttDestination(
                "localhost", port, tls, Optional.empty(), Optional.empty(), "sirens/north", "siren");
        long begun = System.nanoTime();
        Answer answer = channel.attempt(
                new Endpoint("siren", destination, true, false, privateNetwork),
                destination,
                Alerts.delivery(
                        "siren", 1, Alerts.alert("a-1").setIncidentId("i-1").build()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.plusSeconds(2));
        assertThat(String.valueOf(answer.reason())).doesNotContain("localhost", "127.0.0.1", "sirens");
        return answer;
    }

    private static void say(Socket client, String hex) throws IOException {
        client.getOutputStream().write(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    /** Until the other side hangs up: to hang up on what was not read would make what was said unheard. */
    private static void listen(Socket client) throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void sayAndListen(Socket client, String hex) throws IOException {
        say(client, hex);
        listen(client);
    }

    private void hang(Socket client) throws InterruptedException {
        end.await();
    }

    private static void assertLate(Answer answer) {
        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("not over within 2.0 seconds");
    }

    @Test
    void shouldEndAtTheDeadlineWhenTheServerSaysNothing() throws Exception {
        assertLate(attempt(false, true, this::hang));
        assertLate(attempt(true, true, this::hang));
    }

    @Test
    void shouldEndAtTheDeadlineWhenNothingIsAcknowledged() throws Exception {
        assertLate(attempt(false, true, client -> {
            say(client, ACCEPTED);
            hang(client);
        }));
    }

    @Test
    void shouldEndAtTheDeadlineWhenTheServerDrips() throws Exception {
        assertLate(attempt(false, true, client -> {
            // A CONNACK with a long reason, an octet at a time.
            say(client, "20 7f 00 00 7c 1f 00 79");
            while (end.getCount() > 0) {
                say(client, "41");
                Thread.sleep(200);
            }
        }));
    }

    @Test
    void shouldHangUpAtTheDeadlineAndLeaveNoThread() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        assertLate(attempt(false, true, client -> {
            say(client, ACCEPTED);
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
                // What is still sent, up to the end of the connection.
            }
            hungUp.countDown();
        }));

        await().atMost(Duration.ofSeconds(5)).until(() -> hungUp.getCount() == 0);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("dispatch-mqtt")));
    }

    @Test
    void shouldTryAgainWhenTheServerHangsUpOrIsNotThere() throws Exception {
        Answer early = attempt(false, true, client -> {});
        Answer afterwards = attempt(false, true, client -> say(client, ACCEPTED));
        Answer reset = attempt(false, true, client -> client.setSoLinger(true, 0));
        Answer noTls = attempt(true, true, client -> say(client, ACCEPTED));
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Answer refused = attempt(false, true, nobody);

        assertThat(early.reason()).contains("connection broke");
        assertThat(afterwards.reason()).contains("connection broke");
        assertThat(reset.reason()).contains("connection broke");
        assertThat(noTls.reason()).contains("TLS");
        assertThat(refused.reason()).contains("can't be reached");
        assertThat(new Answer[] {early, afterwards, reset, noTls, refused})
                .allMatch(answer -> answer.outcome() == DeliveryOutcome.RETRY);
    }

    @Test
    void shouldUnderstandWhatServersRefuse() throws Exception {
        Answer busy = attempt(false, true, client -> sayAndListen(client, "20 03 00 89 00"));
        Answer version = attempt(false, true, client -> sayAndListen(client, "20 03 00 84 00"));
        // Properties: maximum QoS 0; retain not available.
        Answer noQos = attempt(false, true, client -> sayAndListen(client, "20 05 00 00 02 24 00"));
        Answer noRetain = attempt(false, true, client -> sayAndListen(client, "20 05 00 00 02 25 00"));
        // DISCONNECT: shutting down, once the message comes.
        Answer down = attempt(false, true, client -> {
            say(client, ACCEPTED);
            InputStream in = client.getInputStream();
            in.skipNBytes(in.read()); // What is left of CONNECT, which is short.
            in.read();
            sayAndListen(client, "e0 01 8b");
        });

        assertThat(busy.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(busy.status()).isEqualTo(0x89);
        assertThat(version.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(version.reason()).contains("no MQTT 5");
        assertThat(noQos.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(noQos.reason()).contains("QoS 1");
        assertThat(noRetain.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(down.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(down.status()).isEqualTo(0x8b);
    }

    @Test
    void shouldSayWhenTheServerIsNoneOfMqtt5() throws Exception {
        // CONNACK of MQTT 3.1.1: unacceptable protocol version.
        Answer older = attempt(false, true, client -> sayAndListen(client, "20 02 00 01"));
        Answer other = attempt(false, true, client -> {
            client.getOutputStream()
                    .write(("HTTP/1.1 400 Bad Request\r\nServer: other\r\n\r\n" + "x".repeat(200))
                            .getBytes(StandardCharsets.US_ASCII));
            listen(client);
        });

        assertThat(older.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(older.reason()).contains("speaks no MQTT 5");
        assertThat(other.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(other.reason()).contains("MQTT 5 server");
    }

    @Test
    void shouldCallNoPrivateAddressUnlessTold() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        Answer answer = attempt(false, false, client -> called.countDown());

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("privateNetwork");
        assertThat(called.getCount()).isEqualTo(1);
    }
}

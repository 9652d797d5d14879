package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.webhook.WebhookChannel;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.event.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED.plusSeconds(1), ZoneOffset.UTC);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpCall http = new HttpCall(Duration.ofSeconds(1), Duration.ofSeconds(10), NOW);
    private final CanaryWatch canaries = new CanaryWatch(
            Clock.fixed(Alerts.RECEIVED.minusSeconds(60), ZoneOffset.UTC), Duration.ofMinutes(3), new NobodyToTell());
    private HttpServer server;
    private final Set<String> revoked = new HashSet<>();
    private Path file;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/well", exchange -> {
            called.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/hangs", exchange -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        file = folder.resolve("endpoints.yaml");
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(
                file,
                "endpoints:\n"
                        + entry("phone", base + "/well", true)
                        + entry("hanging", base + "/hangs", true)
                        + entry("earnest", base + "/well", false));
    }

    private static String entry(String name, String url, boolean exercise) {
        return " - {name: " + name + ", channel: webhook, url: '" + url + "', secret: " + SECRET + ", exercise: "
                + exercise + ", privateNetwork: true}\n";
    }

    @AfterEach
    void stopServer() {
        release.countDown();
        http.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private Dispatcher dispatcher(Clock clock, int queue, Duration longestWait) {
        return new Dispatcher(
                new EndpointsFile(file),
                revoked::contains,
                new Channels()
                        .with(
                                WebhookDestination.class,
                                new WebhookChannel(
                                        new AlertText(new Languages()),
                                        new MessageLinks("http://127.0.0.1:9090", delivery -> Optional.empty()),
                                        http,
                                        NOW)),
                receipts::add,
                new DispatchMetrics(metrics),
                clock,
                queue,
                longestWait,
                canaries);
    }

    private Dispatcher dispatcher() {
        return dispatcher(NOW, 32, Duration.ofSeconds(15));
    }

    private void awaitReceipts(int count) {
        await("one receipt for each attempt")
                .untilAsserted(() -> assertThat(receipts).hasSize(count));
    }

    @Test
    void shouldPostAndAnswerInOrder() {
        Dispatcher dispatcher = dispatcher();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AlertDelivery delivery = Alerts.delivery("phone", i);
            ids.add(delivery.getDeliveryId());
            dispatcher.accept(delivery);
        }

        awaitReceipts(20);
        assertThat(called).containsExactlyElementsOf(ids);
        assertThat(receipts).extracting(DeliveryReceipt::getDeliveryId).containsExactlyElementsOf(ids);
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(receipt.getStatus()).isEqualTo(200);
            assertThat(receipt.getTeamId()).isEqualTo("north");
            assertThat(receipt.getAttemptedAt()).isEqualTo(NOW.instant());
        });
        assertThat(metrics.counter("amurwatch.dispatch.attempts", "endpoint", "phone", "outcome", "DELIVERED")
                        .count())
                .isEqualTo(20);
    }

    @Test
    void shouldLetAHangingEndpointDelayNobodyElse() {
        Dispatcher dispatcher = dispatcher(NOW, 2, Duration.ofSeconds(15));
        dispatcher.accept(Alerts.delivery("hanging", 0));
        await("the first attempt is out").untilAsserted(() -> assertThat(metrics.get("amurwatch.dispatch.queue")
                        .tag("endpoint", "hanging")
                        .gauge()
                        .value())
                .isZero());
        for (int i = 1; i < 5; i++) {
            dispatcher.accept(Alerts.delivery("hanging", i));
        }
        dispatcher.accept(Alerts.delivery("phone", 9));

        awaitReceipts(3);
        assertThat(receipts)
                .filteredOn(receipt -> receipt.getEndpoint().equals("hanging"))
                .hasSize(2)
                .allSatisfy(receipt -> {
                    assertThat(receipt.getOutcome()).isEqualTo(DeliveryOutcome.DEFERRED);
                    assertThat(receipt.getReason()).contains("2 alerts waiting");
                });
        assertThat(receipts)
                .filteredOn(receipt -> receipt.getEndpoint().equals("phone"))
                .singleElement()
                .extracting(DeliveryReceipt::getOutcome)
                .isEqualTo(DeliveryOutcome.DELIVERED);
        release.countDown();
        awaitReceipts(6);
    }

    @Test
    void shouldRefuseWhatIsNotToBeSentWithoutACall() {
        Dispatcher dispatcher = dispatcher();
        dispatcher.accept(Alerts.delivery("nobody", 1));
        dispatcher.accept(Alerts.delivery(
                "earnest",
                2,
                Alerts.alert("alert-2").setPurpose(Purpose.EXERCISE).build()));
        dispatcher.accept(Alerts.delivery(
                "phone", 3, Alerts.alert("alert-3").setPurpose(Purpose.CANARY).build()));
        AlertDelivery late = Alerts.delivery("phone", 4);
        late.setNotAfter(NOW.instant().minusMillis(1));
        dispatcher.accept(late);

        assertThat(receipts)
                .extracting(DeliveryReceipt::getOutcome)
                .containsExactly(
                        DeliveryOutcome.FAILED,
                        DeliveryOutcome.FAILED,
                        DeliveryOutcome.FAILED,
                        DeliveryOutcome.EXPIRED);
        assertThat(receipts.get(0).getReason()).contains("No endpoint is named 'nobody'");
        assertThat(receipts.get(1).getReason()).contains("not marked for exercises");
        assertThat(receipts.get(2).getReason()).contains("CANARY");
        assertThat(receipts.get(3).getReason()).contains("too late");
        assertThat(called).isEmpty();
    }

    @Test
    void shouldTakeACanaryItselfAndSayThatItArrived() {
        dispatcher()
                .accept(Alerts.delivery(
                        Canary.ENDPOINT,
                        1,
                        Alerts.alert("alert-1").setPurpose(Purpose.CANARY).build()));

        assertThat(receipts).extracting(DeliveryReceipt::getOutcome).containsExactly(DeliveryOutcome.DELIVERED);
        assertThat(canaries.lastArrived()).isEqualTo(Alerts.RECEIVED);
        assertThat(called).isEmpty();
    }

    @Test
    void shouldTakeNothingButCanariesForOne() {
        dispatcher().accept(Alerts.delivery(Canary.ENDPOINT, 1));

        assertThat(receipts).extracting(DeliveryReceipt::getOutcome).containsExactly(DeliveryOutcome.FAILED);
        assertThat(canaries.lastArrived()).isNotEqualTo(Alerts.RECEIVED);
    }

    @Test
    void shouldSendNothingToARevokedRecipient() {
        revoked.add("phone");
        Dispatcher dispatcher = dispatcher();

        dispatcher.accept(Alerts.delivery("phone", 1));

        awaitReceipts(1);
        assertThat(receipts.get(0).getOutcome()).isEqualTo(DeliveryOutcome.REVOKED);
        assertThat(receipts.get(0).getReason()).contains("recipients");
        assertThat(called).isEmpty();
        revoked.clear();
        dispatcher.accept(Alerts.delivery("phone", 2));
        awaitReceipts(2);
        assertThat(receipts.get(1).getOutcome()).as("restored").isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldSendAnExerciseWhereItMayGo() {
        dispatcher()
                .accept(Alerts.delivery(
                        "phone",
                        1,
                        Alerts.alert("alert-1").setPurpose(Purpose.EXERCISE).build()));

        awaitReceipts(1);
        assertThat(receipts.get(0).getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldSayRightAwayThatWhatWaitedIsNotTriedWhenItStops() {
        Dispatcher dispatcher = dispatcher();
        dispatcher.accept(Alerts.delivery("hanging", 1));
        await("the first attempt is out").untilAsserted(() -> assertThat(metrics.get("amurwatch.dispatch.queue")
                        .tag("endpoint", "hanging")
                        .gauge()
                        .value())
                .isZero());
        dispatcher.accept(Alerts.delivery("hanging", 2));
        Instant begun = Instant.now();

        dispatcher.stop(Duration.ofMillis(300));

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(receipts).extracting(DeliveryReceipt::getOutcome).contains(DeliveryOutcome.RETRY);
        assertThat(receipts.get(0).getReason()).contains("stopped in the middle");
    }

    @Test
    void shouldLetWhatHasBegunEndWhenItStops() {
        Dispatcher dispatcher = dispatcher();
        dispatcher.accept(Alerts.delivery("hanging", 1));
        dispatcher.accept(Alerts.delivery("hanging", 2));
        await("the first attempt is out").untilAsserted(() -> assertThat(metrics.get("amurwatch.dispatch.queue")
                        .tag("endpoint", "hanging")
                        .gauge()
                        .value())
                .isEqualTo(1));
        threads.execute(() -> {
            // Ends the first attempt while stop() waits for it.
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            release.countDown();
        });

        dispatcher.stop(Duration.ofSeconds(5));

        assertThat(receipts)
                .extracting(DeliveryReceipt::getOutcome)
                .containsExactly(DeliveryOutcome.DELIVERED, DeliveryOutcome.DEFERRED);
    }
}

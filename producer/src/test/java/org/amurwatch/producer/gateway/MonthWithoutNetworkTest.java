package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.amurwatch.producer.gateway.log.Disk;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogLimits;
import org.amurwatch.producer.gateway.log.LogListener;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gathers the events of a month in a process with little memory, then sends them. {@code -Damurwatch.gateway.month=100000} for many. */
class MonthWithoutNetworkTest {

    private static final int EVENTS = Integer.getInteger("amurwatch.gateway.month", 20_000);
    private static final Instant FIRST = Instant.parse("2026-07-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldSendAMonthInOrderWithLittleMemory() throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("cameras"), "key");
        try (TestCentre centre = new TestCentre()) {
            centre.keys.add("key");
            long begun = System.nanoTime();
            Process gateway = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx32m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Gateway.class.getName(),
                            folder.toString(),
                            centre.url().toString(),
                            Integer.toString(EVENTS))
                    .inheritIO()
                    .start();
            assertThat(gateway.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(gateway.exitValue()).isZero();
            System.out.println("MonthWithoutNetworkTest: " + EVENTS + " events kept and sent in "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms with a heap of 32 MiB");
            assertThat(centre.taken).hasSize(EVENTS);
            List<Integer> alerts = numbers(centre.taken, "POACHING_ALERT");
            List<Integer> sightings = numbers(centre.taken, "SIGHTING");
            assertThat(alerts).hasSize(EVENTS / 20).isSorted();
            assertThat(sightings).isSorted();
            assertThat(centre.taken.subList(0, alerts.size()))
                    .allMatch(event -> event.path("kind").asText().equals("POACHING_ALERT"));
        }
    }

    private static List<Integer> numbers(List<JsonNode> events, String kind) {
        return events.stream()
                .filter(event -> event.path("kind").asText().equals(kind))
                .map(event -> event.path("id").asInt())
                .toList();
    }

    /** A gateway that is alone for a month. */
    static final class Gateway {

        private static final int UNDER_WAY = 500;

        private Gateway() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            LogLimits limits = LogLimits.of(1 << 30, 0);
            try (GatewayLog log = new GatewayLog(folder.resolve("log"), limits, Disk.LOCAL, new LogListener() {})) {
                gather(log, Integer.parseInt(arguments[2]));
            }
            Clock clock = Clock.systemUTC();
            try (GatewayLog log = new GatewayLog(folder.resolve("log"), limits, Disk.LOCAL, new LogListener() {});
                    Centre centre = new HttpCentre(URI.create(arguments[1]), null, Duration.ofSeconds(30))) {
                GatewaySender sender = new GatewaySender(
                        log,
                        new KeyFolder(folder.resolve("keys"), System::nanoTime),
                        centre,
                        new RefusedFolder(folder.resolve("refused"), 1 << 20),
                        new GatewayClock(folder.resolve("clock"), UUID.randomUUID(), clock, System::nanoTime),
                        System::nanoTime,
                        new Backoff(Duration.ofMinutes(1), new Random(1)),
                        new BacklogPace(1_000_000),
                        new SenderReport(System::nanoTime));
                Duration wait = sender.turn();
                while (!wait.equals(GatewaySender.IDLE)) {
                    TimeUnit.NANOSECONDS.sleep(wait.toNanos());
                    wait = sender.turn();
                }
            }
        }

        private static void gather(GatewayLog log, int events) {
            UUID run = UUID.randomUUID();
            String note = "x".repeat(300);
            List<CompletableFuture<Long>> underWay = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                LogKind kind = i % 20 == 0 ? LogKind.POACHING_ALERT : LogKind.SIGHTING;
                Instant at = FIRST.plus(Duration.ofDays(30).dividedBy(events).multipliedBy(i));
                String event = "{\"id\":\"" + i + "\",\"kind\":\"" + kind + "\",\"observedAt\":\"" + at
                        + "\",\"note\":\"" + note + "\"}";
                ReceiptTime receipt = new ReceiptTime(at.toEpochMilli(), run, i);
                underWay.add(log.append(kind, "cameras", receipt, event.getBytes(StandardCharsets.UTF_8)));
                if (underWay.size() == UNDER_WAY) {
                    underWay.forEach(CompletableFuture::join);
                    underWay.clear();
                }
            }
            underWay.forEach(CompletableFuture::join);
        }
    }
}

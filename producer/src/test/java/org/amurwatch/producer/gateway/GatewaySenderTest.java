package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.amurwatch.producer.gateway.log.Disk;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.Lane;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogLimits;
import org.amurwatch.producer.gateway.log.LogListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaySenderTest {

    @TempDir
    private Path folder;

    // The centre says the real time.
    private final TestClock machine = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private TestCentre centre;
    private Path keys;
    private GatewayLog log;
    private GatewayClock clock;
    private SenderReport report;
    private GatewaySender sender;

    @BeforeEach
    void open() throws IOException {
        centre = new TestCentre();
        keys = Files.createDirectory(folder.resolve("keys"));
        for (String source : List.of("cameras", "rangers")) {
            Files.writeString(keys.resolve(source), "key-of-" + source + "\n");
            centre.keys.add("key-of-" + source);
        }
        start();
    }

    private void start() throws IOException {
        log = new GatewayLog(folder.resolve("log"), LogLimits.of(1 << 30, 0), Disk.LOCAL, new LogListener() {});
        clock = new GatewayClock(folder.resolve("clock"), UUID.randomUUID(), machine, machine::nanoTime);
        report = new SenderReport(machine::nanoTime);
        sender = new GatewaySender(
                log,
                new KeyFolder(keys, machine::nanoTime),
                new HttpCentre(centre.url(), null, Duration.ofSeconds(10)),
                new RefusedFolder(folder.resolve("refused"), 10_000),
                clock,
                machine::nanoTime,
                new Backoff(Duration.ofMinutes(1), new Random(1)),
                new BacklogPace(50),
                report);
    }

    @AfterEach
    void close() {
        log.close();
        centre.close();
    }

    @Test
    void shouldSendCallsForHelpFirstThenAlertsAndTheOldestFirst() {
        append(LogKind.SIGHTING, "cameras", "s1");
        append(LogKind.POACHING_ALERT, "rangers", "p1");
        append(LogKind.POACHING_ALERT, "cameras", "p2");
        append(LogKind.PATROL_POSITION, "rangers", "t1");
        append(LogKind.SIGHTING, "rangers", "s2");
        append(LogKind.URGENT, "rangers", "u1");
        append(LogKind.SIGHTING, "cameras", "s3");
        sendAll();
        assertThat(centre.ids()).startsWith("u1", "p1", "p2", "t1", "s1");
        assertThat(centre.ids()).containsExactlyInAnyOrder("u1", "p1", "p2", "t1", "s1", "s2", "s3");
        assertThat(report.taken(LogKind.SIGHTING)).isEqualTo(3);
    }

    @Test
    void shouldSendAgainWhatItGotNoAnswerFor() {
        append(LogKind.SIGHTING, "cameras", "s1");
        centre.losesAnswers = true;
        Duration wait = sender.turn();
        assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(report.problem()).contains("The centre can't be reached");
        centre.losesAnswers = false;
        sendAll();
        assertThat(centre.ids()).containsExactly("s1", "s1");
        assertThat(report.problem()).isNull();
    }

    @Test
    void shouldWaitLongerAfterEachFailure() {
        append(LogKind.SIGHTING, "cameras", "s1");
        centre.close();
        List<Duration> waits =
                IntStream.range(0, 12).mapToObj(i -> sender.turn()).toList();
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofMinutes(1)));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void shouldKeepARefusedEventAsideAndSendTheRest() throws IOException {
        IntStream.range(0, 5).forEach(i -> append(LogKind.SIGHTING, "cameras", "s" + i));
        centre.statusOf = event -> event.path("id").asText().equals("s2") ? 422 : 202;
        sendAll();
        assertThat(centre.ids()).containsExactly("s0", "s1", "s3", "s4");
        JsonNode kept = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("refused").resolve("SIGHTING-cameras.ndjson")));
        assertThat(kept.path("event").path("id").asText()).isEqualTo("s2");
        assertThat(kept.path("status").asInt()).isEqualTo(422);
        assertThat(kept.path("answer").asText()).contains("422");
        assertThat(report.refused(LogKind.SIGHTING)).isEqualTo(1);
    }

    @Test
    void shouldKeepEventsWhoseKeyIsNotLetInAndSendThoseOfOthers() throws IOException {
        centre.keys.remove("key-of-cameras");
        append(LogKind.SIGHTING, "cameras", "c1");
        append(LogKind.SIGHTING, "rangers", "r1");
        sendAll();
        assertThat(centre.ids()).containsExactly("r1");
        assertThat(report.stopped()).containsOnlyKeys("SIGHTING of cameras");
        assertThat(waiting()).isEqualTo(1);
        Files.writeString(keys.resolve("cameras"), "new-key");
        centre.keys.add("new-key");
        machine.pass(Duration.ofSeconds(10));
        sendAll();
        assertThat(centre.ids()).containsExactly("r1", "c1");
        assertThat(report.stopped()).isEmpty();
    }

    @Test
    void shouldWaitAsLongAsTheCentreSays() {
        append(LogKind.SIGHTING, "cameras", "s1");
        centre.always = 429;
        centre.retryAfter = "37";
        assertThat(sender.turn()).isEqualTo(Duration.ofSeconds(37));
        centre.always = 503;
        centre.retryAfter = "100000000";
        assertThat(sender.turn()).isEqualTo(Duration.ofMinutes(10));
        centre.retryAfter = "tomorrow";
        assertThat(sender.turn()).isLessThan(Duration.ofSeconds(5));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void shouldSendSmallerBatchesWhereTheyAreTooLarge() {
        IntStream.range(0, 40).forEach(i -> append(LogKind.SIGHTING, "cameras", "s" + i));
        centre.mostEvents = 4;
        sendAll();
        assertThat(centre.ids())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "s" + i).toList());
        assertThat(centre.batches).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(4));
    }

    @Test
    void shouldTakeNoOtherServerForTheCentre() {
        append(LogKind.SIGHTING, "cameras", "s1");
        centre.always = 302;
        centre.location = "http://127.0.0.1:1/login";
        assertThat(sender.turn()).isPositive();
        assertThat(report.problem()).contains("302").contains("amurwatch.gateway.centre-url");
        centre.always = 200;
        centre.alwaysBody = "<html>Buy a ticket</html>";
        assertThat(sender.turn()).isPositive();
        assertThat(report.problem()).contains("whether the network asks for a login");
        centre.always = 404;
        assertThat(sender.turn()).isPositive();
        assertThat(waiting()).isEqualTo(1);
        assertThat(folder.resolve("refused")).isEmptyDirectory();
    }

    @Test
    void shouldNotHoldUpAllForOneOnWhichTheCentreFails() {
        IntStream.range(0, 3).forEach(i -> append(LogKind.POACHING_ALERT, "cameras", "p" + i));
        centre.statusOf = event -> event.path("id").asText().equals("p0") ? 500 : 202;
        for (int i = 0; i < 9; i++) {
            assertThat(sender.turn()).isPositive();
        }
        assertThat(waiting()).isEqualTo(3);
        sendAll();
        assertThat(waiting()).isZero();
        assertThat(centre.ids()).contains("p1", "p2");
        assertThat(report.refused(LogKind.POACHING_ALERT)).isEqualTo(1);
    }

    @Test
    void shouldKeepInTheLogWhatIsRefusedOnceThatFolderIsFull() {
        centre.statusOf = event -> 422;
        IntStream.range(0, 200).forEach(i -> append(LogKind.SIGHTING, "cameras", "s" + i));
        sendAll();
        assertThat(report.stopped().get("SIGHTING of cameras")).contains("The folder of refused events is full");
        assertThat(waiting() + report.refused(LogKind.SIGHTING)).isEqualTo(200);
    }

    @Test
    void shouldSendOldEventsSlowlyAndNewCallsForHelpAtOnce() {
        IntStream.range(0, 200).forEach(i -> append(LogKind.POACHING_ALERT, "cameras", "p" + i));
        machine.pass(Duration.ofHours(1));
        machine.set(machine.instant().minus(Duration.ofHours(1)));
        long begun = machine.nanoTime();
        Duration wait = sender.turn();
        while (wait.isZero()) {
            wait = sender.turn();
        }
        assertThat(centre.ids()).hasSizeLessThanOrEqualTo(50);
        append(LogKind.URGENT, "rangers", "u1");
        assertThat(sender.turn()).isZero();
        assertThat(centre.ids()).last().isEqualTo("u1");
        while (!wait.equals(GatewaySender.IDLE)) {
            machine.pass(wait);
            wait = sender.turn();
        }
        assertThat(centre.ids()).hasSize(201);
        assertThat(Duration.ofNanos(machine.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    }

    @Test
    void shouldCorrectTimesOfEventsThatCameWhileTheClockWasWrong() throws IOException {
        log.close();
        Instant now = machine.instant();
        machine.set(Instant.parse("1970-01-01T00:01:00Z"));
        start();
        append(LogKind.SIGHTING, "cameras", "own", machine.instant());
        append(LogKind.SIGHTING, "cameras", "stated", Instant.parse("2026-03-01T12:00:00Z"));
        machine.pass(Duration.ofSeconds(100));
        sendAll();
        assertThat(centre.ids()).containsExactly("own", "stated");
        assertThat(Instant.parse(centre.taken.get(0).path("observedAt").asText()))
                .isBetween(now.minusSeconds(110), now.plusSeconds(110));
        assertThat(centre.taken.get(1).path("observedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void shouldSendAPositionThatWaitedForADayAsPartOfATrack() {
        String position = "{\"id\":\"%s\",\"at\":\"2026-03-01T12:00:00Z\",\"live\":true}";
        clock.centreSays(machine.instant().minus(Duration.ofDays(2)));
        log.append(LogKind.PATROL_POSITION, "rangers", clock.now(), bytes(String.format(position, "old")))
                .join();
        machine.pass(Duration.ofDays(2));
        log.append(LogKind.PATROL_POSITION, "rangers", clock.now(), bytes(String.format(position, "new")))
                .join();
        sendAll();
        assertThat(centre.ids()).containsExactly("old", "new");
        assertThat(centre.taken)
                .extracting(event -> event.path("live").asBoolean())
                .containsExactly(false, true);
    }

    @Test
    void shouldNotLetAnImpossibleTimeOfAnEventThatWaitedPassForNow() {
        Instant came = machine.instant().minus(Duration.ofDays(3));
        machine.set(came);
        clock.centreSays(came);
        append(LogKind.SIGHTING, "cameras", "reset", Instant.parse("1980-01-01T00:00:00Z"));
        append(LogKind.SIGHTING, "cameras", "ahead", came.plus(Duration.ofDays(1)));
        append(LogKind.SIGHTING, "cameras", "stated", came.minus(Duration.ofHours(1)));
        machine.pass(Duration.ofDays(3));
        append(LogKind.SIGHTING, "cameras", "new", Instant.parse("1980-01-01T00:00:00Z"));
        sendAll();
        assertThat(centre.taken)
                .extracting(event -> event.path("observedAt").asText())
                .containsExactly(
                        came.toString(),
                        came.toString(),
                        came.minus(Duration.ofHours(1)).toString(),
                        "1980-01-01T00:00:00Z");
    }

    @Test
    void shouldSendAnEventWithATimeThatIsNoneForTheCentreToRefuse() {
        String event = "{\"id\":\"mended\",\"observedAt\":\"yesterday\"}";
        clock.centreSays(machine.instant());
        log.append(LogKind.SIGHTING, "cameras", clock.now(), bytes(event)).join();
        append(LogKind.SIGHTING, "cameras", "next");
        machine.pass(Duration.ofHours(1));
        centre.statusOf = sent -> sent.path("observedAt").asText().equals("yesterday") ? 422 : 202;
        sendAll();
        assertThat(centre.ids()).containsExactly("next");
        assertThat(report.refused(LogKind.SIGHTING)).isEqualTo(1);
    }

    @Test
    void shouldNotLetTheRestOfALineSpoilTheNextRefusedOne() throws IOException {
        Path file = folder.resolve("refused").resolve("SIGHTING-cameras.ndjson");
        // As a loss of power leaves it.
        Files.writeString(file, "{\"kind\":\"SIGHTI");
        append(LogKind.SIGHTING, "cameras", "s1");
        centre.statusOf = event -> 422;
        sendAll();
        assertThat(Files.readAllLines(file)).hasSize(2).last().satisfies(line -> assertThat(
                        RefusedEvent.parse(line).event().path("id").asText())
                .isEqualTo("s1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void append(LogKind kind, String source, String id) {
        append(kind, source, id, machine.instant());
    }

    private void append(LogKind kind, String source, String id, Instant observedAt) {
        String event = "{\"id\":\"" + id + "\",\"observedAt\":\"" + observedAt + "\"}";
        log.append(kind, source, clock.now(), bytes(event)).join();
    }

    private void sendAll() {
        Duration wait = sender.turn();
        while (!wait.equals(GatewaySender.IDLE)) {
            machine.pass(wait);
            wait = sender.turn();
        }
    }

    private long waiting() {
        return log.lanes().stream().mapToLong(Lane::waiting).sum();
    }
}

package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Position;
import org.amurwatch.local.UnsteadyReceiver.Reply;
import org.amurwatch.local.UnsteadyReceiver.Told;
import org.amurwatch.local.system.KillableService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts to receivers that fail now and then, while dispatch is killed between a receiver's 200 and its receipt, and streams-app
 * while receipts are on their way: each alert arrives, always under one id, none is lost, and what was to be tried again is
 * tried again in time.
 *
 * <p>{@code -Damurwatch.kills=50} kills more often than every build does; {@code -Damurwatch.seed} repeats a plan.
 */
class KilledDeliveriesIT {

    private static final List<String> TEAMS = List.of("one", "two");
    private static final List<Reply> FAILURES = List.of(Reply.ERROR, Reply.BUSY, Reply.HANG_UP);

    /** From the last start on, however long the waits between attempts have become. */
    private static final Duration LAST_ONES = Duration.ofSeconds(150);

    private static final int PLACES_PER_ROW = 40;

    @TempDir
    private Path folder;

    private UnsteadyReceiver receiver;
    private LocalSystemProcess system;
    private WatchedPark park;
    private KillableService dispatch;
    private KillableService streams;

    private final DeliveryKills kills = new DeliveryKills();
    private final Set<Told> expected = new HashSet<>();
    private Random random;

    @BeforeEach
    void start() throws Exception {
        receiver = new UnsteadyReceiver();
        write(".amurwatch/endpoints.yaml", endpoints());
        int ports = LocalSystemProcess.freePortBase();
        system = LocalSystemProcess.startWithoutServices(folder, ports, "--bare", "--partitions", "2");
        system.awaitReady();
        streams = new KillableService("streams", folder, ports);
        dispatch = new KillableService("dispatch", folder, ports);
        streams.start();
        dispatch.start();
        load("territories", write("territories.geojson", territory()));
        load("teams", write("teams.yaml", teams()));
        load("policies", write("policies.yaml", policies()));
        streams.awaitReady();
        dispatch.awaitReady();
        park = new WatchedPark(system);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (park != null) {
            park.close();
        }
        for (KillableService service : new KillableService[] {dispatch, streams}) {
            if (service != null) {
                service.stop();
            }
        }
        if (system != null) {
            system.close();
        }
        receiver.close();
    }

    @Test
    void shouldTellEachAlertUnderOneIdWhateverIsKilled() throws Exception {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime() % 10_000);
        int count = Integer.getInteger("amurwatch.kills", 8);
        System.out.println("KilledDeliveriesIT: -Damurwatch.seed=" + seed + " -Damurwatch.kills=" + count);
        random = new Random(seed);
        shoot(2);
        await("the first alerts arrive").atMost(Duration.ofSeconds(60)).until(this::allTaken);

        for (int kill = 0; kill < count; kill++) {
            KillableService victim = kill % 2 == 0 ? dispatch : streams;
            kills.prepare(receiver, victim, kill % 4 == 0, random);
            shoot(1 + random.nextInt(3));
            kills.awaitKill();
            shoot(random.nextInt(3));
            Thread.sleep(random.nextInt(1_500));
            victim.start();
            shoot(random.nextInt(2));
            victim.awaitReady();
            kills.over();
        }
        await("all alerts arrive").atMost(LAST_ONES).until(this::allTaken);
        awaitLedger();

        DeliveryTrail trail = new DeliveryTrail(receiver.requests(), kills);
        System.out.println("KilledDeliveriesIT: " + trail.summary());
        assertThat(receiver.mistakes()).isEmpty();
        trail.shouldHaveOneIdForEach(expected);
        trail.shouldRepeatWhatNobodyKnewOf();
        trail.shouldHaveTriedAgainInTime();
        shouldBeDeliveredAsTheLedgerSays(trail);
    }

    /** Shots, each far from every other, so that each is an incident with one alert for each team. */
    private void shoot(int shots) throws InterruptedException {
        for (int i = 0; i < shots; i++) {
            int place = expected.size() / TEAMS.size();
            // Of another millisecond than the one before.
            Thread.sleep(2 + random.nextInt(200));
            Instant heard = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            for (String team : TEAMS) {
                Told told = new Told(heard, team);
                expected.add(told);
                receiver.plan(told, failures());
            }
            park.sign(AlertKind.GUNSHOT, place(place), heard, "rangers", "");
        }
        park.flush();
    }

    /** Most deliveries are taken the first time; the others fail once or several times before. */
    private List<Reply> failures() {
        List<Reply> failures = new ArrayList<>();
        if (random.nextInt(10) < 4) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                failures.add(FAILURES.get(random.nextInt(FAILURES.size())));
            }
        }
        return failures;
    }

    private boolean allTaken() {
        Set<Told> taken = new HashSet<>();
        receiver.requests().stream()
                .filter(UnsteadyReceiver.Request::taken)
                .forEach(request -> taken.add(request.told()));
        return taken.containsAll(expected);
    }

    private void awaitLedger() {
        await("nothing is pending")
                .atMost(LAST_ONES)
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    List<String> outcomes = list("deliveries").findValuesAsText("outcome");
                    return outcomes.size() >= expected.size()
                            && outcomes.stream().allMatch("DELIVERED"::equals);
                });
    }

    private void shouldBeDeliveredAsTheLedgerSays(DeliveryTrail trail) throws Exception {
        JsonNode deliveries = list("deliveries");
        assertThat(deliveries.findValuesAsText("outcome"))
                .hasSize(expected.size())
                .containsOnly("DELIVERED");
        assertThat(deliveries.findValuesAsText("deliveryId")).containsExactlyInAnyOrderElementsOf(trail.webhookIds());
        JsonNode alerts = list("alerts");
        assertThat(alerts.findValuesAsText("message")).hasSize(expected.size()).containsOnly("RAISED");
        assertThat(alerts.findValuesAsText("alertId")).containsExactlyInAnyOrderElementsOf(trail.alertIds());
    }

    private JsonNode list(String command) throws IOException, InterruptedException {
        LocalSystemProcess.Answer answer = system.run(command, "--output", "json");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return answer.json();
    }

    private void load(String what, Path file) throws IOException, InterruptedException {
        LocalSystemProcess.Answer loaded = system.run(what, "load", file.toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Each some 25 km from the next. */
    private static Position place(int number) {
        int row = number / PLACES_PER_ROW;
        return Position.newBuilder()
                .setLatitude(44.2 + 0.25 * (number % PLACES_PER_ROW))
                .setLongitude(125.2 + 0.4 * row)
                .build();
    }

    private String endpoints() {
        StringBuilder endpoints = new StringBuilder("endpoints:\n");
        for (String team : TEAMS) {
            endpoints.append("""
                    - name: phone-%1$s
                      channel: webhook
                      url: %2$s
                      secret: whsec_%3$s
                      privateNetwork: true
                    """.formatted(team, receiver.url(team), "QUJD".repeat(11)));
        }
        return endpoints.toString();
    }

    private static String teams() {
        StringBuilder teams = new StringBuilder("teams:\n");
        for (String team : TEAMS) {
            teams.append("""
                    - id: %1$s
                      name: Team %1$s
                      sectors: [range]
                      kinds: [GUNSHOT]
                      endpoints: [phone-%1$s]
                    """.formatted(team));
        }
        return teams.toString();
    }

    /** All at once, and nobody a second time within this test. */
    private static String policies() {
        return """
                policies:
                  - id: look
                    level: review
                    steps:
                      - {afterMinutes: 0, to: all}
                      - {afterMinutes: 600, to: all}
                  - id: send
                    level: dispatch
                    steps:
                      - {afterMinutes: 0, to: all}
                      - {afterMinutes: 600, to: all}
                """;
    }

    private static String territory() {
        return """
                {"type": "FeatureCollection", "features": [{"type": "Feature",
                  "properties": {"id": "range", "name": "Range", "sector": "range", "timeZone": "Asia/Vladivostok"},
                  "geometry": {"type": "Polygon", "coordinates":
                    [[[125, 44], [140, 44], [140, 55], [125, 55], [125, 44]]]}}]}
                """;
    }
}

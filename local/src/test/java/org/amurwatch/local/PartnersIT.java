package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service of the partners as a process, on a real broker: a site that is away, another Amur Watch (this system's own ingest),
 * and one that is paused.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartnersIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String EVENT_SOURCE = "0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f";

    @TempDir
    private static Path folder;

    private static LocalSystemProcess system;
    private static Connection connection;
    private static PartnerSite site;
    private static int portBase;
    private static LocalSystemProcess.Running partners;
    private static LocalSystemProcess.Running ingest;

    @BeforeAll
    static void start() throws Exception {
        portBase = LocalSystemProcess.freePortBase();
        system = LocalSystemProcess.startWithoutServices(folder, portBase, "--bare");
        site = new PartnerSite();
        system.awaitReady();
        connection = system.connection(Party.RECORDS);
        Files.writeString(folder.resolve("amurwatch.properties"), """
                amurwatch.partners.partners-file=partners.yaml
                amurwatch.partners.port=%d
                amurwatch.partners.health-port=%d
                amurwatch.partners.longest-retry-wait=PT1S
                amurwatch.http.port=%d
                amurwatch.http.health-port=%d
                """.formatted(
                        portBase + 8, portBase + 9, portBase + 6, portBase + 7));
        String key = system.run("sources", "add", "khasan", "--kinds", "sightings", "--output", "json")
                .json()
                .get("key")
                .asText();
        Files.writeString(folder.resolve("site.token"), "token");
        Files.writeString(folder.resolve("hunchun.key"), key);
        writePartners(true);
        ingest = system.begin("http");
        partners = system.begin("partners");
    }

    private static void writePartners(boolean paused) throws IOException {
        Files.writeString(folder.resolve("partners.yaml"), """
                partners:
                  - {id: hq, kind: earthranger, url: "%s", tokenFile: site.token, eventSource: %s, privateNetwork: true, rateLimit: 6000}
                  - {id: hunchun, kind: amurwatch, url: "http://127.0.0.1:%d", keyFile: hunchun.key, privateNetwork: true, rateLimit: 6000}
                  - {id: later, kind: earthranger, url: "%s", tokenFile: site.token, eventSource: %s, privateNetwork: true, rateLimit: 6000, paused: %s}
                """.formatted(
                        site.url(), EVENT_SOURCE, portBase + 6, site.url(), EVENT_SOURCE, paused));
    }

    @AfterAll
    static void stop() throws Exception {
        partners.process().destroyForcibly();
        ingest.process().destroyForcibly();
        system.close();
        site.close();
    }

    private static String id(String agreement, int number) {
        return String.format(Locale.ROOT, "%08x%024x", agreement.hashCode(), number);
    }

    private static ReleasedEvent.Builder leopard(String agreement, int number) {
        return ReleasedEvent.newBuilder()
                .setAgreementId(agreement)
                .setAudience(Audience.PARTNER)
                .setId(id(agreement, number))
                .setVersion(1)
                .setPurpose(Purpose.ACTUAL)
                .setScientificName("Panthera pardus orientalis")
                .setTimePrecision(TimePrecision.MOMENT)
                .setObservedFrom(Instant.parse("2026-01-17T06:18:44Z").plusSeconds(number))
                .setCell(GridCell.newBuilder()
                        .setId("0.1/43.1/131.4")
                        .setPrecision(GridPrecision.TENTH)
                        .setSouth(43.1)
                        .setWest(131.4)
                        .build())
                .setPosition(Position.newBuilder()
                        .setLatitude(43.15)
                        .setLongitude(131.45)
                        .setUncertaintyMetres(14_000.0)
                        .build())
                .setReleasedAt(Instant.parse("2026-01-17T07:00:00Z"));
    }

    private static void release(ReleasedEvent... events) {
        try (Producer<String, ReleasedEvent> producer = connection.producer(Topics.RELEASE_PARTNER)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ReleasedEvent event : events) {
                sent.add(producer.send(new ProducerRecord<>(Topics.RELEASE_PARTNER.name(), "0.1/43.1/131.4", event)));
            }
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
        }
    }

    private static List<PartnerReceipt> receipts(String partner) {
        return new TopicReader(connection)
                .current(Topics.PARTNER_RECEIPTS).stream()
                        .filter(receipt -> receipt.getPartnerId().equals(partner))
                        .toList();
    }

    private static List<Sighting> received() {
        List<Sighting> received = new ArrayList<>();
        new TopicReader(connection).read(Topics.SIGHTINGS, (raw, sighting) -> received.add(sighting));
        return received;
    }

    private static List<String> ids(String agreement, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> id(agreement, number))
                .toList();
    }

    @Test
    @Order(1)
    void shouldServeAnotherAmurWatchWhileASiteIsAwayAndOneIsPaused() {
        site.down(true);
        List<ReleasedEvent> all = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            for (String agreement : List.of("hq", "hunchun", "later", "nobody")) {
                all.add(leopard(agreement, number).build());
            }
        }
        ReleasedEvent first = leopard("hunchun", 1).build();
        all.add(ReleasedEvent.newBuilder(first)
                .setVersion(2)
                .setCount(2)
                .setReleasedAt(first.getReleasedAt().plusSeconds(60))
                .build());
        all.add(ReleasedEvent.newBuilder(first)
                .setVersion(3)
                .setWithdrawn(true)
                .setScientificName(null)
                .setObservedFrom(null)
                .setCell(null)
                .setPosition(null)
                .setReleasedAt(first.getReleasedAt().plusSeconds(120))
                .build());
        release(all.toArray(ReleasedEvent[]::new));

        await("the other Amur Watch has all of it")
                .atMost(SOON)
                .until(() -> received().size() == 22);
        List<Sighting> received = received();
        String eventId = received.stream()
                .filter(Sighting::getWithdrawn)
                .findFirst()
                .orElseThrow()
                .getProvenance()
                .getEventId();
        List<Sighting> statements = received.stream()
                .filter(one -> one.getProvenance().getEventId().equals(eventId))
                .toList();
        assertThat(statements).hasSize(3);
        assertThat(statements).extracting(Sighting::getWithdrawn).containsExactly(false, false, true);
        assertThat(statements)
                .extracting(one -> one.getProvenance().getRevision())
                .containsExactly(
                        first.getReleasedAt(),
                        first.getReleasedAt().plusSeconds(60),
                        first.getReleasedAt().plusSeconds(120));
        assertThat(received.get(0).getPosition().getUncertaintyMetres()).isEqualTo(14_000);
        assertThat(site.reports()).isEmpty();
        assertThat(receipts("hq")).isEmpty();
    }

    @Test
    @Order(2)
    void shouldDeliverAllInOrderOnceTheSiteIsBack() throws Exception {
        site.down(false);

        await("the site has all of it").atMost(SOON).untilAsserted(() -> assertThat(site.reports())
                .isEqualTo(ids("hq", 1, 20)));
        await("receipts").atMost(SOON).until(() -> receipts("hq").size() == 20);
        JsonNode status = system.run("partners", "status", "--output", "json").json();
        assertThat(row(status, "hq").get("waiting").asInt()).isZero();
        assertThat(row(status, "hq").get("delivered").asInt()).isEqualTo(20);
        assertThat(row(status, "hunchun").get("delivered").asInt())
                .as("events, of one three versions")
                .isEqualTo(20);
    }

    private static JsonNode row(JsonNode rows, String partner) {
        for (JsonNode row : rows) {
            if (row.get("partner").asText().equals(partner)) {
                return row;
            }
        }
        throw new AssertionError("No row of " + partner + " in " + rows);
    }

    @Test
    @Order(3)
    void shouldSendWhatWaitedOnceAPartnerIsNoLongerPaused() throws Exception {
        try (Producer<String, Agreement> producer = connection.producer(Topics.AGREEMENTS)) {
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                    Topics.AGREEMENTS.name(),
                    "later",
                    Agreement.newBuilder()
                            .setId("later")
                            .setName("Who waits")
                            .setStartAt(Instant.EPOCH)
                            .build()));
            sent.get();
        }
        JsonNode status = system.run("partners", "status", "--output", "json").json();
        assertThat(row(status, "later").get("waiting").asInt()).isEqualTo(20);

        writePartners(false);

        List<String> expected = new ArrayList<>(ids("hq", 1, 20));
        expected.addAll(ids("later", 1, 20));
        await("it was read again").atMost(SOON).untilAsserted(() -> assertThat(site.reports())
                .isEqualTo(expected));
    }

    @Test
    @Order(4)
    void shouldMakeNoSecondReportWhenKilledBetweenPostAndReceipt() throws Exception {
        await("receipts").atMost(SOON).until(() -> receipts("later").size() == 20);
        site.holdsAnswers(true);
        int before = site.posts();
        release(leopard("hq", 21).build(), leopard("hq", 22).build());
        await("the report is made, and not answered").atMost(SOON).until(() -> site.posts() > before);
        partners.process().destroyForcibly();
        partners.process().onExit().join();
        site.holdsAnswers(false);

        partners = system.begin("partners");

        await("both have receipts").atMost(SOON).until(() -> receipts("hq").size() == 22);
        assertThat(site.reports().subList(40, 42)).isEqualTo(ids("hq", 21, 22));
        assertThat(site.posts()).as("one repeat, and no more").isEqualTo(before + 3);
        assertThat(site.notes()).as("a note each").hasSize(42).containsOnly(1);
        assertThat(receipts("hq"))
                .allMatch(receipt -> receipt.getOutcome() == ReceiptOutcome.DELIVERED)
                .allMatch(receipt -> receipt.getRemoteId() != null);
    }
}

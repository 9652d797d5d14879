package org.amurwatch.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Verdict;
import org.amurwatch.avro.Vertex;
import org.amurwatch.event.EventKey;
import org.amurwatch.serde.DeadLetterHeader;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsTopologyTest {

    private static final Instant RECEIVED = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    private Path stateDir;

    private final String registry = "mock://" + UUID.randomUUID();
    private final RegistrySerdes serdes = new RegistrySerdes(registry);
    private final ReferenceProgress progress = new ReferenceProgress();
    private final DeadLetters deadLetters = new DeadLetters(Topics.DECISIONS_DEAD_LETTERS.name());
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> sightings;
    private TestInputTopic<String, byte[]> alerts;
    private TestInputTopic<String, byte[]> deployments;
    private TestInputTopic<String, byte[]> verdicts;
    private TestInputTopic<String, byte[]> territories;
    private TestOutputTopic<String, ObservationChange> observations;
    private TestOutputTopic<String, SectorEvent> sectorEvents;
    private TestOutputTopic<byte[], byte[]> letters;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put("application.id", "decisions-g1");
        settings.put("bootstrap.servers", "none:9092");
        settings.put("state.dir", stateDir.toString());
        settings.put("ensure.explicit.internal.resource.naming", true);
        settings.put("processing.exception.handler", "org.amurwatch.streams.deadletter.DeadLetterProcessing");
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put("deserialization.exception.handler", "org.amurwatch.streams.deadletter.DeadLetterReading");
        settings.put(DeadLetters.SETTING, deadLetters);
        driver = new TopologyTestDriver(
                new DecisionsTopology(
                                serdes,
                                new ReferenceIndexes(5_000),
                                new RecordClock(),
                                progress,
                                new OutageWait(Duration.ofMillis(1)),
                                deadLetters,
                                java.time.Instant.EPOCH)
                        .get(),
                settings,
                RECEIVED);
        sightings = input(Topics.SIGHTINGS);
        alerts = input(Topics.POACHING_ALERTS);
        deployments = input(Topics.DEPLOYMENTS);
        verdicts = input(Topics.REVIEW_VERDICTS);
        territories = input(Topics.TERRITORIES);
        observations = driver.createOutputTopic(
                Topics.OBSERVATIONS.name(), new StringDeserializer(), serdes.deserializer(Topics.OBSERVATIONS));
        sectorEvents = driver.createOutputTopic(
                Topics.SECTOR_EVENTS.name(), new StringDeserializer(), serdes.deserializer(Topics.SECTOR_EVENTS));
        letters =
                driver.createOutputTopic(deadLetters.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        load(box("leopard-land", "khasan", 43, 131, 44, 132));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldPlaceEventsAndTellSectors() {
        send(alerts, Topics.POACHING_ALERTS, alert("a1", 43.1, 131.4));
        send(sightings, Topics.SIGHTINGS, sighting("s1", 50, 131.4));

        assertThat(observations.readKeyValuesToList())
                .extracting(sent -> sent.key)
                .containsExactly("leopard-land", "outside/50.0,131.4");
        assertThat(sectorEvents.readRecordsToList())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.key()).isEqualTo("khasan");
                            assertThat(first.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
                            ObservationChange change = first.value().getObservation();
                            assertThat(change.getEventKey()).isEqualTo("rangers/a1");
                            assertThat(change.getNow().getPlacement().getTerritoryName())
                                    .isEqualTo("The leopard-land");
                            assertThat(change.getNow().getReceivedAt()).isEqualTo(RECEIVED);
                            assertThat(change.getNow().getFreshnessMillis()).isEqualTo(60_000);
                        },
                        second -> assertThat(second.key()).isEqualTo("outside"));
        assertThat(balance("field.poaching-alerts-0"))
                .isEqualTo(IntakeBalance.newBuilder().setRead(1).setAccepted(1).build());
    }

    @Test
    void shouldSendDeploymentsToTerritoriesAlone() {
        send(deployments, Topics.DEPLOYMENTS, deployment("s1"));
        send(sightings, Topics.SIGHTINGS, sighting("s1", 43.1, 131.4));

        assertThat(observations.readValuesToList()).hasSize(2);
        assertThat(sectorEvents.readValuesToList()).hasSize(1);
        KeyValueStore<String, RegisterEntry> register = driver.getKeyValueStore("intake-register");
        assertThat(register.get("deployment:rangers/s1")).isNotNull();
        assertThat(register.get("rangers/s1").getCurrent().getSighting()).isNotNull();
    }

    @Test
    void shouldUseNewTerritoriesFromTheNextEventOn() {
        load(box("core", "khasan", 43.05, 131.35, 43.15, 131.45));
        send(alerts, Topics.POACHING_ALERTS, alert("a1", 43.1, 131.4));

        assertThat(observations.readKeyValue().key).isEqualTo("core");
        assertThat(progress.positions()).singleElement().satisfies(position -> assertThat(position.getOffset())
                .isEqualTo(1));
    }

    @Test
    void shouldSkipBadReferenceRecordsAndNameThem() {
        territories.pipeInput("leopard-land", new byte[] {1, 2, 3});
        Territory bow = box("bow", "khasan", 43, 131, 44, 132);
        bow.setPolygons(List.of(new Polygon(List.of(List.of(
                new Vertex(43.0, 131.0),
                new Vertex(44.0, 132.0),
                new Vertex(44.0, 131.0),
                new Vertex(43.0, 132.0),
                new Vertex(43.0, 131.0))))));
        load(bow);
        territories.pipeInput("team", bytes(Topics.PATROL_TEAMS, team()));
        send(alerts, Topics.POACHING_ALERTS, alert("a1", 43.1, 131.4));

        assertThat(observations.readKeyValue().key).isEqualTo("leopard-land");
        assertThat(progress.skippedCount()).isEqualTo(3);
        assertThat(progress.unusable()).hasSize(3).anySatisfy(sentence -> assertThat(sentence)
                .contains("reference.territories-0 offset 2, key 'bow'")
                .contains("Self-intersection"));
        assertThat(progress.positions()).singleElement().satisfies(position -> assertThat(position.getOffset())
                .isEqualTo(3));

        load(box("bow", "khasan", 43, 131, 44, 132));
        assertThat(progress.unusable()).hasSize(2);
    }

    @Test
    void shouldPutGarbageAside() {
        byte[] garbage = {9, 8, 7};
        byte[] foreign = bytes(Topics.DEPLOYMENTS, deployment("x"));
        byte[] unknownSchema = bytes(Topics.SIGHTINGS, sighting("s1", 43.1, 131.4));
        unknownSchema[1] = 99;
        byte[] whole = bytes(Topics.SIGHTINGS, sighting("s1", 43.1, 131.4));
        byte[] cutOff = java.util.Arrays.copyOf(whole, 12);
        for (byte[] value : List.of(garbage, foreign, unknownSchema, cutOff)) {
            sightings.pipeInput(new TestRecord<>("rangers/s1", value, RECEIVED));
        }
        sightings.pipeInput(new TestRecord<>("rangers/s1", null, RECEIVED));
        send(sightings, Topics.SIGHTINGS, sighting("s1", 43.1, 131.4));

        List<TestRecord<byte[], byte[]>> dead = letters.readRecordsToList();
        assertThat(dead).hasSize(5).allSatisfy(letter -> {
            assertThat(letter.key()).isEqualTo("rangers/s1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(context(letter).getReason()).isEqualTo(DeadLetterReason.UNREADABLE);
            assertThat(context(letter).getTopic()).isEqualTo("field.sightings");
        });
        assertThat(dead.get(0).value()).isEqualTo(garbage);
        assertThat(dead).extracting(letter -> context(letter).getOffset()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(observations.readValuesToList()).hasSize(1);
        assertThat(deadLetters.count()).isEqualTo(5);
        assertThat(balance("field.sightings-0"))
                .isEqualTo(IntakeBalance.newBuilder()
                        .setRead(6)
                        .setAccepted(1)
                        .setDeadLetters(5)
                        .build());
    }

    @Test
    void shouldPutInvalidEventsAsideAndKeepTheirHeaders() {
        TestRecord<String, byte[]> record =
                new TestRecord<>("rangers/a1", bytes(Topics.POACHING_ALERTS, alert("a1", 143, 131.4)), RECEIVED);
        record.headers().add("trace", new byte[] {7});
        alerts.pipeInput(record);

        TestRecord<byte[], byte[]> letter = letters.readRecord();
        assertThat(context(letter).getReason()).isEqualTo(DeadLetterReason.INVALID);
        assertThat(context(letter).getExplanation()).isEqualTo("A latitude is -90 to 90 degrees; got 143.0.");
        assertThat(letter.value()).isEqualTo(record.value());
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(7);
        assertThat(observations.isEmpty()).isTrue();
    }

    @Test
    void shouldCorrectAnAlertByAVerdictAndAccountForIt() {
        send(alerts, Topics.POACHING_ALERTS, alert("a1", 43.1, 131.4));
        judge("rangers/a1", "rangers/a1");
        judge("rangers/a1", "rangers/a1");
        judge("rangers/none", "rangers/none");
        judge("rangers/none", "rangers/a1");
        verdicts.pipeInput(new TestRecord<>("rangers/a1", null, RECEIVED));

        List<SectorEvent> told = sectorEvents.readValuesToList();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).getObservation().getNow().getPoachingAlert().getExplained())
                .isEqualTo(Explanation.RESIDENT);
        assertThat(observations.readValuesToList()).hasSize(2);
        assertThat(letters.readRecordsToList())
                .extracting(letter -> context(letter).getTopic() + " "
                        + context(letter).getReason() + " "
                        + context(letter).getExplanation().split("[;:.]")[0])
                .containsExactly(
                        "review.verdicts INVALID There is no event 'rangers/none' to be judged",
                        "review.verdicts INVALID The key of a verdict is that of its event",
                        "review.verdicts UNREADABLE Expected a verdict, got a record without a value");
        assertThat(balance("review.verdicts-0"))
                .isEqualTo(IntakeBalance.newBuilder()
                        .setRead(5)
                        .setCorrections(1)
                        .setRepeats(1)
                        .setDeadLetters(3)
                        .build());
    }

    private void judge(String key, String event) {
        ReviewVerdict verdict = ReviewVerdict.newBuilder()
                .setEventKey(event)
                .setVerdict(Verdict.VILLAGER)
                .setBy("duty-officer")
                .setAt(RECEIVED)
                .build();
        verdicts.pipeInput(new TestRecord<>(key, bytes(Topics.REVIEW_VERDICTS, verdict), RECEIVED));
    }

    @Test
    void shouldTurnAwayWhatIsTooLargeToBeSentTwiceInOneRecord() {
        sightings.pipeInput(new TestRecord<>("rangers/s1", new byte[400_001], RECEIVED));

        assertThat(context(letters.readRecord()).getReason()).isEqualTo(DeadLetterReason.INVALID);
    }

    @Test
    void shouldAccountForEveryRecord() {
        long seed = System.nanoTime();
        System.out.println("DecisionsTopologyTest seed " + seed);
        Random random = new Random(seed);
        int count = 150;
        for (int i = 0; i < count; i++) {
            Sighting event = sighting("s" + random.nextInt(40), 43 + random.nextInt(3) * 0.5, 131.4);
            event.getProvenance().setRevision(RECEIVED.plusSeconds(random.nextInt(5)));
            event.setCount(random.nextInt(3));
            if (random.nextInt(10) == 0) {
                event.getPosition().setLatitude(143);
            }
            send(sightings, Topics.SIGHTINGS, event);
        }

        IntakeBalance balance = balance("field.sightings-0");
        assertThat(balance.getRead()).as("seed %d", seed).isEqualTo(count);
        assertThat(balance.getAccepted()
                        + balance.getRepeats()
                        + balance.getCorrections()
                        + balance.getSuperseded()
                        + balance.getDeadLetters())
                .as("seed %d: %s", seed, balance)
                .isEqualTo(count);
        assertThat(letters.readRecordsToList()).hasSize((int) balance.getDeadLetters());
        KeyValueStore<String, RegisterEntry> register = driver.getKeyValueStore("intake-register");
        try (var entries = register.all()) {
            assertThat(entries).toIterable().hasSize((int) balance.getAccepted());
        }
    }

    private static DeadLetterContext context(TestRecord<byte[], byte[]> letter) {
        return DeadLetterHeader.read(letter.headers()).orElseThrow();
    }

    private IntakeBalance balance(String partition) {
        return driver.<String, IntakeBalance>getKeyValueStore("intake-balance").get(partition);
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
        return serdes.serializer(topic).serialize(topic.name(), value);
    }

    private void load(Territory territory) {
        territories.pipeInput(territory.getId(), bytes(Topics.TERRITORIES, territory));
    }

    private <V extends SpecificRecord> void send(TestInputTopic<String, byte[]> input, Topic<V> topic, V value) {
        Provenance provenance =
                (Provenance) value.get(value.getSchema().getField("provenance").pos());
        input.pipeInput(new TestRecord<>(EventKey.of(provenance).toString(), bytes(topic, value), RECEIVED));
    }

    private static PoachingAlert alert(String id, double latitude, double longitude) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(id))
                .setObservedAt(RECEIVED.minusSeconds(60))
                .setPosition(new Position(latitude, longitude, null))
                .setKind(AlertKind.GUNSHOT)
                .build();
    }

    private static Sighting sighting(String id, double latitude, double longitude) {
        return Sighting.newBuilder()
                .setProvenance(provenance(id))
                .setObservedAt(RECEIVED.minusSeconds(60))
                .setPosition(new Position(latitude, longitude, null))
                .setScientificName("Panthera pardus orientalis")
                .build();
    }

    private static Deployment deployment(String id) {
        return Deployment.newBuilder()
                .setProvenance(provenance(id))
                .setPosition(new Position(43.1, 131.4, null))
                .setStationId("rangers/north")
                .setStart(RECEIVED.minusSeconds(86_400))
                .build();
    }

    private static PatrolTeam team() {
        return PatrolTeam.newBuilder().setId("team").setName("Team").build();
    }

    private static Provenance provenance(String id) {
        return Provenance.newBuilder()
                .setSourceId("rangers")
                .setEventId(id)
                .setRevision(RECEIVED)
                .build();
    }

    private static Territory box(String id, String sector, double south, double west, double north, double east) {
        return Territory.newBuilder()
                .setId(id)
                .setName("The " + id)
                .setSectorId(sector)
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(south, west),
                        new Vertex(south, east),
                        new Vertex(north, east),
                        new Vertex(north, west),
                        new Vertex(south, west))))))
                .build();
    }
}

package org.amurwatch.streams.release;

import static org.amurwatch.streams.release.Released.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.app.RecordsTopology;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the very topology that runs. */
class ReleaseTopologyTest {

    /** What nobody outside may ever see: ids, names and words of the exact events below. */
    private static final List<String> CANARIES = List.of(
            "canary-source",
            "canary-event",
            "canary-station",
            "canary-deployment",
            "canary-individual",
            "canary-media",
            "canary-classifier",
            "canary-file",
            "canary-episode",
            "canary-word");

    private static final double CANARY_LATITUDE = 43.137913;
    private static final double CANARY_LONGITUDE = 131.328257;

    @TempDir
    private Path state;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://release");
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(
                new RecordsTopology(
                                serdes,
                                Purpose.ACTUAL,
                                new ReferenceIndexes(5_000),
                                new ReferenceProgress(),
                                new OutageWait(Duration.ofMillis(1)),
                                new RecordClock(),
                                Released.KEYS)
                        .get(),
                settings,
                START);
        Released.TERRITORIES.forEach(territory -> send(Topics.TERRITORIES, territory.getId(), territory, START));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
        TestInputTopic<String, V> input =
                driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
        input.pipeInput(new TestRecord<>(key, value, at));
    }

    private void agree(Agreement agreement) {
        send(Topics.AGREEMENTS, agreement.getId(), agreement, START);
    }

    private void observe(LocatedEvent event) {
        send(
                Topics.OBSERVATIONS,
                event.getPlacement().getTerritoryId(),
                new ObservationChange(Released.key(event), null, event, false),
                event.getReceivedAt());
    }

    private <V> List<TestRecord<String, V>> released(Topic<ReleasedEvent> topic, Deserializer<V> values) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), values)
                .readRecordsToList();
    }

    @Test
    void shouldPublishByCellWithTheAttributesOfACloudEvent() {
        agree(Released.partner(agreement -> {}));
        observe(Released.alert("1", 43.1234, 131.3456, START.plusSeconds(60), alert -> {}));

        List<TestRecord<String, ReleasedEvent>> records =
                released(Topics.RELEASE_PARTNER, serdes.deserializer(Topics.RELEASE_PARTNER));

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("0.1/43.1/131.3");
            assertThat(header(record, "ce_id"))
                    .isEqualTo(record.value().getId() + "/" + record.value().getVersion());
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(record, "ce_source")).isEqualTo("/amurwatch/release/north");
            assertThat(header(record, "ce_type")).isEqualTo("org.amurwatch.released-event");
            assertThat(Instant.parse(header(record, "ce_time")))
                    .isEqualTo(record.value().getReleasedAt());
        });
        assertThat(driver.producedTopicNames()).doesNotContain(Topics.RELEASE_PUBLIC.name());
    }

    private static String header(TestRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldHoldNoCanaryInAnyByteOfWhatLeaves() {
        agree(Released.partner(agreement -> {}));
        agree(Released.everybody(agreement -> {}));
        Instant at = START.plusSeconds(60);
        observe(Released.sighting(
                "canary-event-1", CANARY_LATITUDE, CANARY_LONGITUDE, at, sighting -> sighting.setProvenance(
                                new Provenance("canary-source", "canary-event-1", at, "canary-file.csv", 7L))
                        .setStationId("canary-source/canary-station")
                        .setDeploymentId("canary-source/canary-deployment")
                        .setEpisodeId("canary-episode")
                        .setScientificName("Panthera pardus orientalis")
                        .setIdentification(Identification.newBuilder()
                                .setStatus(IdentificationStatus.CONFIRMED)
                                .setIndividualId("canary-individual")
                                .build())
                        .setClassification(Classification.newBuilder()
                                .setMethod(ClassificationMethod.HUMAN)
                                .setBy("canary-classifier")
                                .build())
                        .setMedia(List.of(new MediaReference("canary-media", "canary-media", "image/jpeg")))));
        observe(Released.alert("canary-event-2", CANARY_LATITUDE, CANARY_LONGITUDE, at, alert -> alert.setProvenance(
                        new Provenance("canary-source", "canary-event-2", at, "canary-file.csv", 8L))
                .setStationId("canary-source/canary-station")
                .setKind(AlertKind.SNARE)
                .setStatedKind("canary-word")));
        driver.advanceWallClockTime(Duration.ofDays(200));
        send(
                Topics.OBSERVATIONS,
                "west",
                new ObservationChange(
                        "other/1",
                        null,
                        Released.sighting("later", 43.5, 131.0, START.plus(Duration.ofDays(200)), sighting -> {}),
                        false),
                START.plus(Duration.ofDays(200)));
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        List<byte[]> written = new ArrayList<>();
        for (Topic<ReleasedEvent> topic : List.of(Topics.RELEASE_PARTNER, Topics.RELEASE_PUBLIC)) {
            List<TestRecord<String, byte[]>> records = released(topic, new ByteArrayDeserializer());
            // The sighting, the snare, and what came half a year later (for the public that waits for nothing).
            assertThat(records).as(topic.name()).hasSizeGreaterThanOrEqualTo(2);
            for (TestRecord<String, byte[]> record : records) {
                written.add(record.value());
                written.add(record.key().getBytes(StandardCharsets.UTF_8));
                record.headers().forEach(header -> written.add(header.value()));
            }
        }
        List<byte[]> forbidden = new ArrayList<>();
        CANARIES.forEach(canary -> forbidden.add(canary.getBytes(StandardCharsets.UTF_8)));
        for (double degrees : new double[] {CANARY_LATITUDE, CANARY_LONGITUDE}) {
            forbidden.add(Double.toString(degrees).getBytes(StandardCharsets.UTF_8));
            // As Avro writes a double: little-endian. And big-endian.
            byte[] big = ByteBuffer.allocate(Double.BYTES).putDouble(degrees).array();
            forbidden.add(big);
            forbidden.add(ByteBuffer.allocate(Double.BYTES)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putDouble(degrees)
                    .array());
        }
        assertThat(written).allSatisfy(bytes -> assertThat(forbidden).noneMatch(canary -> holds(bytes, canary)));
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldReleaseWhatIsDueOnceItsTimeHasCome() {
        agree(Released.partner(
                agreement -> agreement.setDelayMillis(Duration.ofHours(6).toMillis())));
        observe(Released.alert("1", 43.1, 131.3, START, alert -> {}));
        observe(Released.alert("2", 43.1, 131.3, START.plus(Duration.ofHours(3)), alert -> {}));
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(driver.producedTopicNames()).doesNotContain(Topics.RELEASE_PARTNER.name());

        observe(Released.alert("3", 43.1, 131.3, START.plus(Duration.ofHours(7)), alert -> {}));
        driver.advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(released(Topics.RELEASE_PARTNER, serdes.deserializer(Topics.RELEASE_PARTNER)))
                .hasSize(1);
    }
}

package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Verdict;
import org.amurwatch.event.EventKey;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of a small park, as the topics hold them: one partition each, and what a consumer of them is given. */
final class FieldRecords {

    static {
        TrustedRecords.trust();
    }

    static final String SOURCE = "pad";
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final Position HERE = new Position(43.1234, 131.4567, 10.0);
    private static final int RECORDS_A_POLL = 3;
    private static final Node NODE = new Node(0, "localhost", 9092);

    private final RegistrySerdes serdes = new RegistrySerdes("mock://export");
    private final Map<String, List<ConsumerRecord<String, byte[]>>> topics = new HashMap<>();

    FieldRecords() {
        FieldReading.TOPICS.forEach(topic -> topics.put(topic.name(), new ArrayList<>()));
    }

    RegistrySerdes serdes() {
        return serdes;
    }

    ExportSource source() {
        return source(Integer.MAX_VALUE);
    }

    /** @param polls after so many polls of one consumer the brokers are away */
    ExportSource source(int polls) {
        return new ExportSource(() -> consumer(polls), serdes, Purpose.ACTUAL);
    }

    FieldRecords add(Sighting sighting, Instant receivedAt) {
        return add(Topics.SIGHTINGS, EventKey.of(sighting.getProvenance()).toString(), sighting, receivedAt);
    }

    FieldRecords add(Sighting sighting) {
        return add(sighting, NOW);
    }

    FieldRecords add(PoachingAlert alert, Instant receivedAt) {
        return add(Topics.POACHING_ALERTS, EventKey.of(alert.getProvenance()).toString(), alert, receivedAt);
    }

    FieldRecords add(PoachingAlert alert) {
        return add(alert, NOW);
    }

    FieldRecords add(Deployment deployment) {
        return add(Topics.DEPLOYMENTS, EventKey.of(deployment.getProvenance()).toString(), deployment, NOW);
    }

    FieldRecords add(Territory territory) {
        return add(Topics.TERRITORIES, territory.getId(), territory, NOW);
    }

    FieldRecords add(Individual individual) {
        return add(Topics.INDIVIDUALS, individual.getId(), individual, NOW);
    }

    FieldRecords judge(String eventId, Verdict verdict, Instant at) {
        String key = SOURCE + "/" + eventId;
        return add(Topics.REVIEW_VERDICTS, key, new ReviewVerdict(key, verdict, "duty-officer", at), at);
    }

    <V extends SpecificRecord> FieldRecords add(Topic<V> topic, String key, V value, Instant receivedAt) {
        return addRaw(topic, key, serdes.serializer(topic).serialize(topic.name(), value), receivedAt);
    }

    FieldRecords addRaw(Topic<?> topic, String key, byte[] value, Instant receivedAt) {
        List<ConsumerRecord<String, byte[]>> records = topics.get(topic.name());
        records.add(new ConsumerRecord<>(
                topic.name(),
                0,
                records.size(),
                receivedAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                java.util.Optional.empty()));
        return this;
    }

    private MockConsumer<String, byte[]> consumer(int polls) {
        int[] left = {polls};
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
            @Override
            public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<String, byte[]> poll(
                    java.time.Duration timeout) {
                if (left[0]-- <= 0) {
                    throw new org.apache.kafka.common.errors.TimeoutException("The brokers are away.");
                }
                for (TopicPartition partition : assignment()) {
                    // A few a poll of each: so that an interruption finds some read and some not.
                    List<ConsumerRecord<String, byte[]>> records = topics.get(partition.topic());
                    long position = position(partition);
                    records.stream().skip(position).limit(RECORDS_A_POLL).forEach(this::addRecord);
                }
                return super.poll(timeout);
            }
        };
        topics.forEach((topic, records) -> {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, NODE, new Node[0], new Node[0])));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
        });
        return consumer;
    }

    static Provenance provenance(String eventId, Instant revision) {
        return Provenance.newBuilder()
                .setSourceId(SOURCE)
                .setEventId(eventId)
                .setRevision(revision)
                .setFile("observations.csv")
                .build();
    }

    static Sighting.Builder sighting(String eventId, String species, Instant observedAt) {
        return Sighting.newBuilder()
                .setProvenance(provenance(eventId, NOW.minusSeconds(3_600)))
                .setObservedAt(observedAt)
                .setPosition(HERE)
                .setStationId(SOURCE + "/ridge")
                .setDeploymentId(SOURCE + "/d1")
                .setLevel(ObservationLevel.EVENT)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName(species)
                .setCount(1);
    }

    static Identification individual(String id, Flank flank) {
        return Identification.newBuilder()
                .setStatus(IdentificationStatus.CONFIRMED)
                .setIndividualId(id)
                .setFlank(flank)
                .build();
    }

    static PoachingAlert.Builder people(String eventId, Instant observedAt) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(eventId, NOW.minusSeconds(3_600)))
                .setObservedAt(observedAt)
                .setPosition(HERE)
                .setStationId(SOURCE + "/ridge")
                .setDeploymentId(SOURCE + "/d1")
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setKind(AlertKind.HUMAN_PRESENCE);
    }

    static Deployment.Builder deployment(String id, Position position, Instant start, Instant end) {
        return Deployment.newBuilder()
                .setProvenance(provenance(id, NOW.minusSeconds(3_600)))
                .setPosition(position)
                .setStationId(SOURCE + "/ridge")
                .setCameraId("camera-7")
                .setStart(start)
                .setEnd(end);
    }
}

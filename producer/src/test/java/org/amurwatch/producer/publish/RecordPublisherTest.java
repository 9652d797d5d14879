package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RecordPublisherTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");
    private static final String TOPIC = Topics.POACHING_ALERTS.name();

    private final RegistrySerdes serdes = new RegistrySerdes("mock://record-publisher");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(cluster(), false, null, new StringSerializer(), new ByteArraySerializer());
    private final RecordPublisher publisher = new RecordPublisher(
            producer, serdes, new PublishFailures("b:9", "http://r"), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Cluster cluster() {
        Node node = new Node(1, "b", 9);
        Node[] nodes = {node};
        return new Cluster(
                "c",
                List.of(node),
                IntStream.range(0, 4)
                        .mapToObj(number -> new PartitionInfo(TOPIC, number, node, nodes, nodes))
                        .toList(),
                Set.of(),
                Set.of());
    }

    private static PoachingAlert alert() {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("s")
                        .setEventId("e")
                        .setRevision(NOW)
                        .build())
                .setObservedAt(NOW)
                .setPosition(
                        Position.newBuilder().setLatitude(43).setLongitude(131).build())
                .setKind(AlertKind.SNARE)
                .build();
    }

    @Test
    void shouldStampKeyAndPlaceRecordsAndTellWhereTheyAre() {
        List<AcknowledgedRecord> acknowledged = new ArrayList<>();
        publisher.send(Topics.POACHING_ALERTS, "s/e", alert(), acknowledged::add);
        assertThat(acknowledged).isEmpty();
        producer.completeNext();

        ProducerRecord<String, byte[]> sent = producer.history().get(0);
        assertThat(sent.key()).isEqualTo("s/e");
        assertThat(sent.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(serdes.deserializer(Topics.POACHING_ALERTS).deserialize(TOPIC, sent.value()))
                .isEqualTo(alert());
        assertThat(acknowledged)
                .containsExactly(new AcknowledgedRecord(TOPIC, sent.partition(), 0, NOW.toEpochMilli()));
    }

    @Test
    void shouldPlaceKeysAsKafkasOwnProducerDoes() {
        for (int i = 0; i < 200; i++) {
            String key = "källa-" + i + "/e";
            int expected = BuiltInPartitioner.partitionForKey(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), 4);
            assertThat(publisher.partition(Topics.POACHING_ALERTS, key).partition())
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldThrowTheFirstFailureFromEveryLaterCall() {
        publisher.send(Topics.POACHING_ALERTS, "s/e", alert(), sent -> {});
        producer.errorNext(new TimeoutException("Expiring 1 record(s)"));

        assertUnreachable(publisher::flush);
        assertUnreachable(() -> publisher.send(Topics.POACHING_ALERTS, "s/e", alert(), sent -> {}));
        assertThat(producer.history()).hasSize(1);
    }

    private static void assertUnreachable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("brokers at b:9")
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("./amurwatch up");
    }

    @Test
    void shouldSayThatTheRegistryCannotBeReached() {
        RecordPublisher unregistered = new RecordPublisher(
                producer,
                new RegistrySerdes("http://127.0.0.1:1/nothing"),
                new PublishFailures("b:9", "http://127.0.0.1:1/nothing"),
                Clock.systemUTC());
        assertThatThrownBy(() -> unregistered.send(Topics.POACHING_ALERTS, "s/e", alert(), sent -> {}))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("schema registry at http://127.0.0.1:1/nothing");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldBoundWhatIsUnderWay() throws InterruptedException {
        PoachingAlert large = alert();
        large.setStatedKind("x".repeat(5 << 20));
        Thread sender = new Thread(() -> {
            for (int i = 0; i < 4; i++) { // four of 5 MiB: the fourth waits for room
                publisher.send(Topics.POACHING_ALERTS, "s/e", large, sent -> {});
            }
        });
        sender.start();
        org.awaitility.Awaitility.await("three records fit")
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> producer.history().size() == 3 && sender.getState() == Thread.State.WAITING);
        producer.completeNext();
        sender.join(60_000);
        assertThat(producer.history()).hasSize(4);
    }
}

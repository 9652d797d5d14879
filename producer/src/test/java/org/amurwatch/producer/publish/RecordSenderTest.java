package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Verdict;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.ReceiptHash;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RecordSenderTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");
    private static final String TOPIC = Topics.PATROL_POSITIONS.name();

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(cluster(), false, null, new StringSerializer(), new ByteArraySerializer());
    private final RecordSender sender = new RecordSender(
            producer,
            new RegistrySerdes("mock://record-sender"),
            new PublishFailures("b:9", "http://r"),
            Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<AcknowledgedRecord> acknowledged = new ArrayList<>();
    private final List<CommandFailure> failed = new ArrayList<>();

    private static Cluster cluster() {
        Node node = new Node(1, "b", 9);
        Node[] nodes = {node};
        return new Cluster(
                "c",
                List.of(node),
                List.of(
                        new PartitionInfo(TOPIC, 0, node, nodes, nodes),
                        new PartitionInfo(Topics.REVIEW_VERDICTS.name(), 0, node, nodes, nodes)),
                Set.of(),
                Set.of());
    }

    private static PatrolPosition position(int idBytes) {
        return PatrolPosition.newBuilder()
                .setTeamId("t".repeat(idBytes))
                .setSourceId("s")
                .setAt(NOW)
                .setPosition(
                        Position.newBuilder().setLatitude(43).setLongitude(131).build())
                .build();
    }

    private boolean send(int bytes) {
        return sender.trySend(Topics.PATROL_POSITIONS, "t", position(bytes), new RecordSender.Answer() {
            @Override
            public void acknowledged(AcknowledgedRecord record) {
                acknowledged.add(record);
            }

            @Override
            public void failed(CommandFailure failure) {
                failed.add(failure);
            }
        });
    }

    @Test
    void shouldSendOnAfterAFailureAsIfNothingHadBeen() {
        sender.prepare(Topics.PATROL_POSITIONS);
        assertThat(send(1)).isTrue();
        producer.errorNext(new TimeoutException("Expiring 1 record(s)"));
        assertThat(failed).extracting(CommandFailure::exitCode).containsExactly(ExitCode.UNREACHABLE);

        assertThat(send(1)).isTrue();
        producer.completeNext();
        assertThat(acknowledged).hasSize(1);
        assertThat(failed).hasSize(1);
    }

    @Test
    void shouldTurnAwayAtOnceWhatThereIsNoRoomForAndHaveRoomAgainLater() {
        assertThat(List.of(send(5 << 20), send(5 << 20), send(5 << 20))).doesNotContain(false);
        assertThat(send(5 << 20)).isFalse();
        assertThat(producer.history()).hasSize(3);
        producer.completeNext();
        producer.errorNext(new TimeoutException("Expiring 1 record(s)"));
        assertThat(List.of(send(5 << 20), send(5 << 20))).doesNotContain(false);
        assertThat(send(5 << 20)).isFalse();
    }

    @Test
    void shouldPutTheHashOfWhatItReceivedBesideWhatIsKeptForGood() {
        ReviewVerdict verdict = ReviewVerdict.newBuilder()
                .setEventKey("camera/1")
                .setVerdict(Verdict.SUSPICIOUS)
                .setBy("duty-officer")
                .setAt(NOW)
                .build();
        sender.send(Topics.REVIEW_VERDICTS, "camera/1", verdict, record -> {});
        send(1);

        ProducerRecord<String, byte[]> kept = producer.history().get(0);
        assertThat(ReceiptHash.in(kept.headers())).hasValue(HexFormat.of().formatHex(ReceiptHash.of(kept.value())));
        assertThat(ReceiptHash.in(producer.history().get(1).headers()))
                .as("positions of teams are no evidence")
                .isEmpty();
    }
}

package org.amurwatch.consumer.dashboard.past;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.past.PastRecords.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastFeedTest {

    private static final TopicPartition OBSERVATIONS = new TopicPartition(Topics.OBSERVATIONS.name(), 0);
    private static final TopicPartition SECTOR = new TopicPartition(Topics.SECTOR_EVENTS.name(), 0);
    private static final Node NODE = new Node(0, "localhost", 9092);
    private static final Position HERE = new Position(43.1, 131.4, 10.0);

    @TempDir
    private Path folder;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://past-feed");
    private PastIndex index;
    private PastFeed feed;

    @AfterEach
    void stop() {
        feed.close();
        index.close();
    }

    /** Starts on topics whose first kept record has one offset, and which end at another. */
    private void start(String topicId, long first, long end, boolean signals) {
        index = new PastIndex(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        feed = new PastFeed(
                index,
                () -> consumer(topicId, first, end, signals),
                () -> serdes,
                () -> Map.of(OBSERVATIONS.topic(), topicId, SECTOR.topic(), "sector"));
        feed.start();
    }

    private MockConsumer<String, byte[]> consumer(String topicId, long first, long end, boolean signals) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        for (TopicPartition partition : List.of(OBSERVATIONS, SECTOR)) {
            consumer.updatePartitions(
                    partition.topic(),
                    List.of(new PartitionInfo(partition.topic(), 0, NODE, new Node[0], new Node[0])));
        }
        consumer.updateBeginningOffsets(Map.of(OBSERVATIONS, first, SECTOR, 0L));
        consumer.updateEndOffsets(Map.of(OBSERVATIONS, end, SECTOR, signals ? 1L : 0L));
        consumer.schedulePollTask(() -> {
            for (long offset = consumer.position(OBSERVATIONS); offset < end; offset++) {
                byte[] value = event("topic-" + topicId + "-" + offset);
                consumer.addRecord(new ConsumerRecord<>(OBSERVATIONS.topic(), 0, offset, "pad", value));
            }
            if (signals) {
                consumer.addRecord(new ConsumerRecord<>(SECTOR.topic(), 0, 0, "khasan", signal()));
            }
        });
        return consumer;
    }

    private byte[] event(String id) {
        ObservationChange change =
                sighting(id, "Sus scrofa", placement("pad", "khasan"), HERE, NOW.minus(Duration.ofDays(1)));
        // One of them is no record of ours.
        return id.endsWith("-1")
                ? new byte[] {0, 0, 0}
                : serdes.serializer(Topics.OBSERVATIONS).serialize(OBSERVATIONS.topic(), change);
    }

    private byte[] signal() {
        SectorEvent event = SectorEvent.newBuilder()
                .setSignal(PastRecords.signal("s", SignalKind.BASELINE, "pad", "khasan", HERE, NOW.minusSeconds(9)))
                .build();
        return serdes.serializer(Topics.SECTOR_EVENTS).serialize(SECTOR.topic(), event);
    }

    private void awaitWhole() {
        // The first of all loads the native library, which a busy machine takes long for.
        await().atMost(Duration.ofMinutes(1)).until(() -> index.reach().complete());
    }

    private void restart(String topicId, long first, long end) {
        stop();
        start(topicId, first, end, false);
    }

    @Test
    void shouldReadBothTopicsAndPassOverWhatCantBeRead() {
        start("a", 0, 3, true);
        awaitWhole();

        assertThat(ids(index)).containsExactly("src/topic-a-0", "src/topic-a-2", "signal/s");
        assertThat(index.offsets()).isEqualTo(Map.of(OBSERVATIONS, 3L, SECTOR, 1L));
    }

    @Test
    void shouldGoOnWhereItStood() {
        start("a", 0, 1, false);
        awaitWhole();
        restart("a", 0, 3);
        awaitWhole();

        assertThat(ids(index)).containsExactly("src/topic-a-0", "src/topic-a-2");
    }

    @Test
    void shouldBeginAnewOnAnotherTopic() {
        start("a", 0, 1, false);
        awaitWhole();
        restart("b", 0, 3);
        awaitWhole();

        assertThat(ids(index)).containsExactly("src/topic-b-0", "src/topic-b-2");
    }

    @Test
    void shouldBeginAnewWhereItsOffsetIsGone() {
        start("a", 0, 3, false);
        awaitWhole();
        restart("a", 5, 7);
        awaitWhole();
        assertThat(ids(index)).as("the topic begins later").containsExactly("src/topic-a-5", "src/topic-a-6");

        restart("a", 0, 1);
        awaitWhole();
        assertThat(ids(index)).as("it ends before").containsExactly("src/topic-a-0");
    }
}

package org.amurwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amurwatch.avro.Source;
import org.amurwatch.serde.RegistrySerdes;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {

    private static final String TOPIC = Topics.SOURCES.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Node NODE = new Node(0, "localhost", 9092);

    private final RegistrySerdes serdes = new RegistrySerdes("mock://topic-follower");
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<String, byte[]>> consumers = new ArrayDeque<>();
    private final TopicFollower follower = new TopicFollower("test", consumers::remove, () -> serdes);

    @AfterEach
    void stop() {
        follower.close();
    }

    private MockConsumer<String, byte[]> topic(int end) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, NODE, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) end));
        return consumer;
    }

    private void record(MockConsumer<String, byte[]> consumer, long offset, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, "north", value));
    }

    private byte[] source(String id) {
        return serdes.serializer(Topics.SOURCES)
                .serialize(
                        TOPIC,
                        Source.newBuilder()
                                .setId(id)
                                .setVersion(1)
                                .setKinds(List.of())
                                .build());
    }

    private void follow(long last) {
        follower.last(Topics.SOURCES, last, (Source source) -> taken.add(source.getId()))
                .start();
    }

    @Test
    void shouldGiveRawRecordsAsTheyStand() {
        MockConsumer<String, byte[]> consumer = topic(2);
        consumer.schedulePollTask(() -> {
            record(consumer, 0, new byte[] {0, 0, 0});
            record(consumer, 1, null);
        });
        consumers.add(consumer);

        follower.raw(Topics.SOURCES, raw -> taken.add(raw.offset() + ":" + (raw.value() == null ? null : "bytes")))
                .start();

        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(10))).isTrue();
        assertThat(taken).containsExactly("0:bytes", "1:null");
    }

    @Test
    void shouldTakeWhatWasThereAndWhatComesAndPassOverWhatCantBeRead() {
        MockConsumer<String, byte[]> consumer = topic(4);
        consumer.schedulePollTask(() -> {
            record(consumer, 0, source("s-0"));
            record(consumer, 1, new byte[] {0, 0, 0});
            record(consumer, 2, null);
        });
        consumers.add(consumer);
        follow(Long.MAX_VALUE);
        await().untilAsserted(() -> assertThat(taken).containsExactly("s-0"));
        assertThat(follower.isCaughtUp()).as("one is still to come").isFalse();

        consumer.schedulePollTask(() -> record(consumer, 3, source("s-3")));

        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(10))).isTrue();
        assertThat(taken).containsExactly("s-0", "s-3");
    }

    @Test
    void shouldReadBackNoFurtherThanAsked() {
        MockConsumer<String, byte[]> consumer = topic(3);
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < 3; offset++) {
                record(consumer, offset, source("s-" + offset));
            }
        });
        consumers.add(consumer);

        follow(2);

        await().untilAsserted(() -> assertThat(taken).containsExactly("s-1", "s-2"));
    }

    @Test
    void shouldBeginAgainAfterAnOutage() {
        MockConsumer<String, byte[]> broken = topic(1);
        broken.setPollException(new KafkaException("the brokers are away"));
        MockConsumer<String, byte[]> well = topic(1);
        well.schedulePollTask(() -> record(well, 0, source("s-0")));
        consumers.add(broken);
        consumers.add(well);

        follow(Long.MAX_VALUE);

        await().untilAsserted(() -> assertThat(taken).containsExactly("s-0"));
    }

    @Test
    void shouldPassOnTombstonesWithTheirKeysAndSayHowFarItIs() {
        MockConsumer<String, byte[]> consumer = topic(3);
        consumer.schedulePollTask(() -> {
            record(consumer, 0, source("s-0"));
            record(consumer, 1, null);
        });
        consumers.add(consumer);
        assertThat(follower.behind()).isEqualTo(-1);
        follower.keyed(
                        Topics.SOURCES,
                        (key, source) -> taken.add(key + ":" + (source == null ? "gone" : source.getId())))
                .start();
        await().untilAsserted(() -> assertThat(taken).containsExactly("north:s-0", "north:gone"));
        await().untilAsserted(() -> assertThat(follower.behind()).isEqualTo(1));

        consumer.schedulePollTask(() -> record(consumer, 2, source("s-2")));

        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(10))).isTrue();
        assertThat(follower.behind()).isZero();
    }
}

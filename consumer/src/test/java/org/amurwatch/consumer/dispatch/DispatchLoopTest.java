package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.event.Canary;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.KeyPartition;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchLoopTest {

    private static final String TOPIC = Topics.DELIVERIES.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final RegistrySerdes serdes = new RegistrySerdes("mock://dispatch-loop");
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<AlertDelivery> handedOver = new CopyOnWriteArrayList<>();
    private final CanaryWatch canaries = new CanaryWatch(Clock.systemUTC(), Duration.ofMinutes(3), new NobodyToTell());
    private DispatchLoop loop;
    private Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        if (thread != null) {
            loop.stop();
            thread.join(5_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private void start(Deserializer<AlertDelivery> deserializer, Consumer<AlertDelivery> handOver, Runnable prepare) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        loop = new DispatchLoop(
                consumer, deserializer, handOver, prepare, new DispatchMetrics(metrics), canaries, Clock.systemUTC());
        thread = new Thread(loop);
        thread.start();
    }

    private void assignWith(byte[]... values) {
        await("subscribed").until(() -> !consumer.subscription().isEmpty());
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            for (int i = 0; i < values.length; i++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, i, "north", values[i]));
            }
        });
    }

    private byte[] bytes(int number) {
        return serdes.serializer(Topics.DELIVERIES).serialize(TOPIC, Alerts.delivery("phone", number));
    }

    private void awaitCommitted(long offset) {
        await("committed after the hand-over").untilAsserted(() -> assertThat(
                        consumer.committed(Set.of(PARTITION)).get(PARTITION))
                .extracting(OffsetAndMetadata::offset)
                .isEqualTo(offset));
    }

    @Test
    void shouldHandOverInOrderAndCommitAfterwards() {
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {});
        assertThat(loop.health().ready()).isFalse();
        assignWith(bytes(0), bytes(1), bytes(2));

        awaitCommitted(3);
        assertThat(handedOver)
                .extracting(delivery -> delivery.getAlert().getAlertId())
                .containsExactly("alert-0", "alert-1", "alert-2");
        assertThat(loop.health().ready()).isTrue();
        assertThat(loop.health().partitions()).isEqualTo(1);
    }

    @Test
    void shouldCommitThatMarksOfTransactionsWerePassed() {
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {});
        assignWith(bytes(0));
        awaitCommitted(1);

        // As the client does at a mark: it gives none out.
        consumer.schedulePollTask(() -> consumer.seek(PARTITION, 2));

        awaitCommitted(2);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void shouldAwaitCanariesOnlyWithThePartitionThatBringsThem() {
        int mine = KeyPartition.of(TOPIC, Canary.TEAM_ID, 2).partition();
        consumer.updatePartitions(
                TOPIC,
                List.of(new PartitionInfo(TOPIC, 0, null, null, null), new PartitionInfo(TOPIC, 1, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPIC, 1), 0L));
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {});
        assertThat(loop.health().canary()).as("not known yet").isNotNull();

        await("subscribed").until(() -> !consumer.subscription().isEmpty());
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(new TopicPartition(TOPIC, 1 - mine))));
        await("another gets them").until(() -> loop.health().canary() == null);

        consumer.schedulePollTask(() -> consumer.rebalance(List.of(new TopicPartition(TOPIC, mine))));
        await("they come here").until(() -> loop.health().canary() != null);
    }

    @Test
    void shouldPassOverWhatCanNotBeReadAndCountIt() {
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {});
        assignWith(bytes(0), new byte[] {0, 0, 0, 0}, bytes(2));

        awaitCommitted(3);
        assertThat(handedOver).hasSize(2);
        assertThat(metrics.counter("amurwatch.dispatch.unreadable").count()).isEqualTo(1);
    }

    @Test
    void shouldWaitForTheRegistryAndLoseNothing() {
        Deserializer<AlertDelivery> real = serdes.deserializer(Topics.DELIVERIES);
        AtomicInteger asked = new AtomicInteger();
        start(
                (topic, value) -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new SerializationException("No registry", new IOException("Connection refused"));
                    }
                    return real.deserialize(topic, value);
                },
                handedOver::add,
                () -> {});
        assignWith(bytes(0), bytes(1), bytes(2));

        awaitCommitted(1);
        // A MockConsumer forgets records that were polled; the loop must have gone back for them.
        await("back at the record")
                .untilAsserted(() -> assertThat(consumer.position(PARTITION)).isEqualTo(1));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 1, "north", bytes(1)));
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 2, "north", bytes(2)));
        });

        awaitCommitted(3);
        assertThat(handedOver)
                .extracting(delivery -> delivery.getAlert().getAlertId())
                .containsExactly("alert-0", "alert-1", "alert-2");
        assertThat(metrics.counter("amurwatch.dispatch.unreadable").count()).isZero();
    }

    @Test
    void shouldWaitUntilReceiptsCanBeWrittenBeforeTheFirstAttempt() {
        AtomicInteger tries = new AtomicInteger();
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {
            if (tries.incrementAndGet() < 2) {
                throw new KafkaException("Registry is away");
            }
        });
        assertThat(consumer.subscription()).isEmpty();
        assertThat(loop.health().waitingFor()).contains("registry");
        assignWith(bytes(0));

        awaitCommitted(1);
        assertThat(tries).hasValue(2);
    }

    @Test
    void shouldGoOnAfterAnOutageOfTheBrokers() {
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {});
        await("subscribed").until(() -> !consumer.subscription().isEmpty());
        consumer.setPollException(new org.apache.kafka.common.errors.DisconnectException("gone"));
        assignWith(bytes(0));

        awaitCommitted(1);
    }

    @Test
    void shouldBeNeitherReadyNorAliveOnceItDied() {
        start(
                serdes.deserializer(Topics.DELIVERIES),
                delivery -> {
                    throw new IllegalStateException("a fault of ours");
                },
                () -> {});
        assignWith(bytes(0));

        await("died").until(() -> !loop.health().alive());
        assertThat(loop.health().ready()).isFalse();
        assertThat(loop.health().failure()).contains("a fault of ours");
    }

    @Test
    void shouldEndIfItIsNotAllowed() {
        start(serdes.deserializer(Topics.DELIVERIES), handedOver::add, () -> {
            throw new TopicAuthorizationException(TOPIC);
        });

        await("ended").atMost(Duration.ofSeconds(3)).until(() -> !loop.health().alive());
        assertThat(loop.failure()).isInstanceOf(TopicAuthorizationException.class);
    }
}

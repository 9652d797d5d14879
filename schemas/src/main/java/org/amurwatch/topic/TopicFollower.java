package org.amurwatch.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.amurwatch.serde.RegistrySerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics into memory and goes on following them, in a thread of its own with a consumer of its own, so that nothing
 * here can delay who sends. After a failure it begins again from where it first did: takers must take everything twice
 * without harm. Tombstones are passed over.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Supplier<RegistrySerdes> serdes;
    private final Map<String, Followed<?>> followed = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;

    /** @param name of its thread and in its log */
    public TopicFollower(String name, Connection connection) {
        this(name, connection::rawConsumer, connection::serdes);
    }

    TopicFollower(String name, Supplier<Consumer<String, byte[]>> consumers, Supplier<RegistrySerdes> serdes) {
        this.name = name;
        this.consumers = consumers;
        this.serdes = serdes;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    private record Followed<V extends SpecificRecord>(Topic<V> topic, long last, java.util.function.Consumer<V> taker) {

        Reading reading(RegistrySerdes serdes) {
            Deserializer<V> deserializer = serdes.deserializer(topic);
            return raw -> taker.accept(deserializer.deserialize(raw.topic(), raw.value()));
        }
    }

    @FunctionalInterface
    private interface Reading {
        void take(ConsumerRecord<String, byte[]> raw);
    }

    /** Follows a topic from its beginning. To be called before {@link #start}. */
    public <V extends SpecificRecord> TopicFollower all(Topic<V> topic, java.util.function.Consumer<V> taker) {
        return last(topic, Long.MAX_VALUE, taker);
    }

    /** As {@link #all}, from so many records before the end of each partition. */
    public <V extends SpecificRecord> TopicFollower last(
            Topic<V> topic, long records, java.util.function.Consumer<V> taker) {
        followed.put(topic.name(), new Followed<>(topic, records, taker));
        return this;
    }

    public TopicFollower start() {
        thread.start();
        return this;
    }

    /** Whether it has once taken all that stood in the topics when it began. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until {@link #isCaughtUp}, at most this long; answers whether it is. */
    public boolean awaitCaughtUp(Duration atMost) {
        try {
            return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (!stopped()) {
            try {
                follow();
            } catch (RuntimeException e) {
                LOG.warn("{} can't read {}: {}. Trying again.", name, followed.keySet(), e.toString());
                pause();
            }
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            RegistrySerdes values = serdes.get();
            Map<String, Reading> readings = new HashMap<>();
            followed.forEach((topic, one) -> readings.put(topic, one.reading(values)));
            Map<TopicPartition, Long> ends = seek(consumer);
            while (!stopped()) {
                for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
                    Reading reading = readings.get(raw.topic());
                    if (raw.value() != null && reading != null) {
                        take(raw, reading);
                    }
                }
                if (!isCaughtUp()
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp.countDown();
                }
            }
        }
    }

    private static void take(ConsumerRecord<String, byte[]> raw, Reading reading) {
        try {
            reading.take(raw);
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (RegistryOutage.isBehind(e)) {
                throw e;
            }
            LOG.error("{}-{}@{} can't be read.", raw.topic(), raw.partition(), raw.offset(), e);
        }
    }

    /** Goes to where each partition is read from, and answers where each ends now. */
    private Map<TopicPartition, Long> seek(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        followed.keySet().forEach(topic -> consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            Followed<?> one = followed.get(partition.topic());
            long back = one == null ? Long.MAX_VALUE : one.last();
            consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - back));
        }
        return ends;
    }

    private void pause() {
        try {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping instead of trying again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}

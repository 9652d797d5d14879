package org.amurwatch.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.process.StopSignal;
import org.amurwatch.serde.RegistrySerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics into memory and goes on following them, in a thread of its own with a consumer of its own, so that nothing
 * here can delay who sends. After a failure it begins again from where it first did: takers must take everything twice
 * without harm. Tombstones are passed over, but where they are asked for.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Supplier<RegistrySerdes> serdes;
    private final Map<String, Followed> followed = new HashMap<>();
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Thread thread;
    private volatile long behind = -1;

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

    /** What is read of one topic: so many records before its end, or from a time on, and who takes them. */
    private record Followed(long last, @Nullable Instant since, Function<RegistrySerdes, Reading> reading) {}

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
        return follow(topic, records, null, decoded(topic, false, values(taker)));
    }

    /** As {@link #all}, from the records on that were written at this time. */
    public <V extends SpecificRecord> TopicFollower since(
            Topic<V> topic, Instant time, java.util.function.Consumer<V> taker) {
        return follow(topic, Long.MAX_VALUE, time, decoded(topic, false, values(taker)));
    }

    /** As {@link #all}, with keys and tombstones: of a key that is gone the value is null. */
    public <V extends SpecificRecord> TopicFollower keyed(Topic<V> topic, BiConsumer<String, @Nullable V> taker) {
        return follow(topic, Long.MAX_VALUE, null, decoded(topic, true, taker));
    }

    /** As {@link #all}, records as they stand there: for topics whose values are of no one kind. */
    public TopicFollower raw(Topic<?> topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
        return follow(topic, Long.MAX_VALUE, null, serdes -> taker::accept);
    }

    private TopicFollower follow(
            Topic<?> topic, long last, @Nullable Instant since, Function<RegistrySerdes, Reading> reading) {
        followed.put(topic.name(), new Followed(last, since, reading));
        return this;
    }

    private static <V extends SpecificRecord> Function<RegistrySerdes, Reading> decoded(
            Topic<V> topic, boolean tombstones, BiConsumer<String, @Nullable V> taker) {
        return serdes -> {
            Deserializer<V> deserializer = serdes.deserializer(topic);
            return raw -> {
                if (raw.value() != null || tombstones) {
                    taker.accept(
                            raw.key(), raw.value() == null ? null : deserializer.deserialize(raw.topic(), raw.value()));
                }
            };
        };
    }

    private static <V> BiConsumer<String, @Nullable V> values(java.util.function.Consumer<V> taker) {
        return (key, value) -> {
            if (value != null) {
                taker.accept(value);
            }
        };
    }

    public TopicFollower start() {
        thread.start();
        return this;
    }

    /** Whether it has once taken all that stood in the topics when it began. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** How many records it has still to take of those that stood in the topics when it began; -1: not known yet. */
    public long behind() {
        return behind;
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
        while (!stop.isRaised()) {
            try {
                follow();
            } catch (RuntimeException e) {
                LOG.warn("{} can't read {}: {}. Trying again.", name, followed.keySet(), e.toString());
                stop.rest(PAUSE);
            }
        }
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            RegistrySerdes values = serdes.get();
            Map<String, Reading> readings = new HashMap<>();
            followed.forEach((topic, one) -> readings.put(topic, one.reading().apply(values)));
            Map<TopicPartition, Long> ends = seek(consumer);
            while (!stop.isRaised()) {
                for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
                    Reading reading = readings.get(raw.topic());
                    if (reading != null) {
                        take(raw, reading);
                    }
                }
                if (!isCaughtUp()) {
                    behind = ends.entrySet().stream()
                            .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                            .sum();
                    if (behind == 0) {
                        caughtUp.countDown();
                    }
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
        Map<TopicPartition, OffsetAndTimestamp> times = times(consumer, partitions);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            Followed one = followed.get(partition.topic());
            if (one != null && one.since() != null) {
                OffsetAndTimestamp first = times.get(partition);
                consumer.seek(partition, first == null ? end : first.offset());
            } else {
                long back = one == null ? Long.MAX_VALUE : one.last();
                consumer.seek(partition, Math.max(begin, end - back));
            }
        }
        return ends;
    }

    /** Where those partitions begin for us that are read from a time on; null: after all that is in them. */
    private Map<TopicPartition, OffsetAndTimestamp> times(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Followed one = followed.get(partition.topic());
            Instant since = one == null ? null : one.since();
            if (since != null) {
                asked.put(partition, since.toEpochMilli());
            }
        }
        return asked.isEmpty() ? Map.of() : consumer.offsetsForTimes(asked);
    }

    @Override
    public void close() {
        stop.raise();
    }
}

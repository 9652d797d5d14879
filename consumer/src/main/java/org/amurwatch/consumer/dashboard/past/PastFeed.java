package org.amurwatch.consumer.dashboard.past;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.process.StopSignal;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics into a {@link PastIndex}, from where that says it stands, in a thread of its own. Where the index is of other topics
 * than there are now, or of offsets that are gone, it is made anew.
 */
public final class PastFeed implements AutoCloseable {

    static final List<String> TOPICS = List.of(Topics.OBSERVATIONS.name(), Topics.SECTOR_EVENTS.name());

    private static final Logger LOG = LoggerFactory.getLogger(PastFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TENDED = Duration.ofHours(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final PastIndex index;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Supplier<RegistrySerdes> serdes;
    private final Supplier<Map<String, String>> topicIds;
    private final StopSignal stop = new StopSignal();
    private final Thread thread = new Thread(this::run, "dashboard-past");

    public PastFeed(PastIndex index, Connection connection) {
        this(index, connection::rawConsumer, connection::serdes, () -> topicIds(connection));
    }

    /** @param topicIds by the names of {@link #TOPICS}: a topic that was made anew has another */
    PastFeed(
            PastIndex index,
            Supplier<Consumer<String, byte[]>> consumers,
            Supplier<RegistrySerdes> serdes,
            Supplier<Map<String, String>> topicIds) {
        this.index = index;
        this.consumers = consumers;
        this.serdes = serdes;
        this.topicIds = topicIds;
        thread.setDaemon(true);
    }

    private static Map<String, String> topicIds(Connection connection) {
        Map<String, String> ids = new HashMap<>();
        try (Admin admin = connection.admin()) {
            BrokerAnswers.await(admin.describeTopics(TOPICS).allTopicNames())
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        }
        return ids;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stop.isRaised()) {
            try {
                index.open();
                follow();
            } catch (RuntimeException e) {
                LOG.warn("The past can't be read into its index: {} Trying again.", e.toString());
                stop.rest(PAUSE);
            }
        }
    }

    /** Until it is stopped, or something is to be begun anew. */
    private void follow() {
        Map<String, String> ids = topicIds.get();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            PastReading reading = new PastReading(serdes.get());
            Optional<Map<TopicPartition, Long>> begin = begin(consumer, ids);
            if (begin.isEmpty()) {
                return;
            }
            Map<TopicPartition, Long> next = begin.get();
            Map<TopicPartition, Long> ends = consumer.endOffsets(next.keySet());
            long tendedAt = Long.MIN_VALUE;
            while (!stop.isRaised()) {
                if (tendedAt == Long.MIN_VALUE || System.nanoTime() - tendedAt > TENDED.toNanos()) {
                    tendedAt = System.nanoTime();
                    index.expire();
                    if (!topicIds.get().equals(ids)) {
                        return;
                    }
                }
                if (!take(consumer, reading, next, ids)) {
                    return;
                }
                index.progress(toRead(next, ends, consumer));
            }
        }
    }

    /** Goes to where each partition is read from; empty: the index began anew. */
    private Optional<Map<TopicPartition, Long>> begin(Consumer<String, byte[]> consumer, Map<String, String> ids) {
        if (!index.isMadeOf(ids)) {
            return anew("its topics were made anew");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        TOPICS.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> known = index.offsets();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long first = begins.getOrDefault(partition, 0L);
            long from = known.getOrDefault(partition, first);
            if (from < first || from > ends.getOrDefault(partition, 0L)) {
                return anew("offset " + from + " of " + partition + " is there no more");
            }
            consumer.seek(partition, from);
            next.put(partition, from);
        }
        return Optional.of(next);
    }

    private <T> Optional<T> anew(String reason) {
        LOG.info("The index of the past is made anew: {}.", reason);
        index.clear();
        return Optional.empty();
    }

    /** Takes what one poll brings; answers whether to go on so. */
    private boolean take(
            Consumer<String, byte[]> consumer,
            PastReading reading,
            Map<TopicPartition, Long> next,
            Map<String, String> ids) {
        if (index.isDamaged()) {
            return anew("it can't be read").isPresent();
        }
        List<PastStatement> statements = new ArrayList<>();
        Map<TopicPartition, Long> read = new HashMap<>();
        for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
            if (raw.offset() < next.getOrDefault(partition, 0L)) {
                // The client went back to the beginning, for what we had read is gone.
                return anew("offset " + next.get(partition) + " of " + partition + " is there no more")
                        .isPresent();
            }
            reading.statement(raw).ifPresent(statements::add);
            read.put(partition, raw.offset() + 1);
        }
        if (!read.isEmpty()) {
            index.take(statements, read, ids);
            next.putAll(read);
        }
        return true;
    }

    /** What the consumer has passed over, such as marks of transactions, is read too. */
    private static long toRead(
            Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer) {
        return next.keySet().stream()
                .mapToLong(partition -> Math.max(0, ends.getOrDefault(partition, 0L) - consumer.position(partition)))
                .sum();
    }

    /** What records say. */
    private static final class PastReading {

        private final Deserializer<ObservationChange> changes;
        private final Deserializer<SectorEvent> events;

        PastReading(RegistrySerdes serdes) {
            this.changes = serdes.deserializer(Topics.OBSERVATIONS);
            this.events = serdes.deserializer(Topics.SECTOR_EVENTS);
        }

        /** Empty: nothing that is to be shown, or it can't be read. */
        Optional<PastStatement> statement(ConsumerRecord<String, byte[]> raw) {
            try {
                return raw.value() == null ? Optional.empty() : read(raw);
            } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
                if (RegistryOutage.isBehind(e)) {
                    throw e;
                }
                LOG.error("{}-{}@{} can't be read.", raw.topic(), raw.partition(), raw.offset(), e);
                return Optional.empty();
            }
        }

        private Optional<PastStatement> read(ConsumerRecord<String, byte[]> raw) {
            if (raw.topic().equals(Topics.OBSERVATIONS.name())) {
                return PastStatement.of(changes.deserialize(raw.topic(), raw.value()));
            }
            SectorEvent event = events.deserialize(raw.topic(), raw.value());
            // What stands there of observations and positions stands elsewhere too, and a copy for a neighbour at its
            // own place.
            return event.getSignal() == null || event.getShared()
                    ? Optional.empty()
                    : PastStatement.of(event.getSignal());
        }
    }

    /** Returns once nothing is written any more, or that takes too long. */
    @Override
    public void close() {
        stop.raise();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.consumer.http.LoopHealth;
import org.amurwatch.event.Canary;
import org.amurwatch.process.StopSignal;
import org.amurwatch.topic.KeyPartition;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code alert.deliveries} and hands each attempt over.
 *
 * <p>Offsets are committed right after the hand-over, not after the receipts: an attempt that is lost with this process is
 * one that the ledger has in flight without an answer, and it tries again after its deadline. So nothing here has to
 * remember which of many attempts are still open, and one that hangs holds back no offset of the others.
 *
 * <p>An outage of brokers or registry is waited out. A record that can't be read at all is logged and counted; the
 * ledger's deadline covers it too.
 */
final class DispatchLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
    private final Deserializer<AlertDelivery> deserializer;
    private final Consumer<AlertDelivery> handOver;
    private final Runnable prepare;
    private final DispatchMetrics metrics;
    private final CanaryWatch canaries;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();

    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private volatile @Nullable Instant lastPoll;
    private volatile @Nullable Throwable failure;
    private volatile boolean joined;
    private volatile int partitions;
    private volatile boolean ended;
    private boolean membershipChanged;
    private volatile String waitingFor = "brokers and registry";

    /** @param prepare what must succeed before the first attempt; repeated until it does */
    DispatchLoop(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            Deserializer<AlertDelivery> deserializer,
            Consumer<AlertDelivery> handOver,
            Runnable prepare,
            DispatchMetrics metrics,
            CanaryWatch canaries,
            Clock clock) {
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.handOver = handOver;
        this.prepare = prepare;
        this.metrics = metrics;
        this.canaries = canaries;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            prepare();
            consumer.subscribe(List.of(Topics.DELIVERIES.name()), new Membership());
            while (!stop.isRaised()) {
                turn();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("Dispatch ended: no alert is sent any more.", e);
        } finally {
            ended = true;
            close();
        }
    }

    /** Asks the loop to end; callable from any thread. */
    void stop() {
        stop.raise();
        consumer.wakeup();
    }

    /** How the loop stands now. */
    LoopHealth health() {
        Instant polled = lastPoll;
        Throwable died = failure;
        return new LoopHealth(
                !ended,
                joined,
                partitions,
                polled == null ? null : Duration.between(polled, clock.instant()),
                died == null ? null : died.toString(),
                joined ? null : "waiting for " + waitingFor,
                canaries.health());
    }

    /** Attempts that wait in the partitions that this process reads, as seen when it last fetched. */
    double lag() {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("records-lag")
                        && Topics.DELIVERIES
                                .name()
                                .equals(metric.getKey().tags().get("topic")))
                .map(metric -> metric.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(records -> ((Number) records).doubleValue())
                .filter(Double::isFinite)
                .sum();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    private void prepare() {
        while (!stop.isRaised()) {
            try {
                prepare.run();
                waitingFor = "a place in its consumer group";
                return;
            } catch (KafkaException e) {
                endIfNotAllowed(e);
                LOG.warn("Brokers or schema registry don't answer yet: {}. Trying again.", e.toString());
                stop.rest(PAUSE);
            }
        }
    }

    private void turn() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            lastPoll = clock.instant();
            expectCanaries();
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            boolean outage = false;
            for (TopicPartition partition : records.partitions()) {
                outage |= !handOver(partition, records.records(partition), done);
            }
            if (records.isEmpty()) {
                passMarks(done);
            }
            if (!done.isEmpty()) {
                consumer.commitSync(done);
                committed.putAll(done);
            }
            if (outage) {
                stop.rest(PAUSE);
            }
        } catch (WakeupException e) {
            // Asked to stop; the loop's condition says so.
        } catch (KafkaException e) {
            endIfNotAllowed(e);
            LOG.warn("Reading {} failed: {}. Trying again.", Topics.DELIVERIES.name(), e.toString());
            stop.rest(PAUSE);
        }
    }

    /** Marks of transactions are passed over by the client: else records would seem to wait where none do. */
    private void passMarks(Map<TopicPartition, OffsetAndMetadata> done) {
        for (TopicPartition partition : consumer.assignment()) {
            OffsetAndMetadata passed = new OffsetAndMetadata(consumer.position(partition));
            if (!passed.equals(committed.get(partition))) {
                done.put(partition, passed);
            }
        }
    }

    /** Those of one partition alone come with canaries. */
    private void expectCanaries() {
        if (!membershipChanged) {
            return;
        }
        int count = consumer.partitionsFor(Topics.DELIVERIES.name()).size();
        if (count > 0) {
            canaries.expect(
                    consumer.assignment().contains(KeyPartition.of(Topics.DELIVERIES.name(), Canary.TEAM_ID, count)));
            membershipChanged = false;
        }
    }

    /** Hands records over up to one that can't be read for an outage of the registry; false if there was such a one. */
    private boolean handOver(
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> done) {
        for (ConsumerRecord<String, byte[]> raw : records) {
            @Nullable AlertDelivery delivery = null;
            try {
                delivery = deserializer.deserialize(raw.topic(), raw.value());
            } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
                if (RegistryOutage.isBehind(e)) {
                    LOG.warn("The schema registry does not answer: {}. Trying again.", e.toString());
                    consumer.seek(partition, raw.offset());
                    return false;
                }
                metrics.unreadable();
                LOG.error("{}-{}@{} can't be read and is passed over.", raw.topic(), raw.partition(), raw.offset(), e);
            }
            if (delivery != null) {
                metrics.asked(delivery, Instant.ofEpochMilli(raw.timestamp()));
                handOver.accept(delivery);
            }
            done.put(partition, new OffsetAndMetadata(raw.offset() + 1));
        }
        return true;
    }

    private static void endIfNotAllowed(KafkaException failure) {
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
            throw failure;
        }
    }

    private void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } catch (KafkaException e) {
            LOG.warn("The consumer did not close cleanly: {}.", e.toString());
        }
        deserializer.close();
    }

    /** Follows which partitions this process reads. */
    private final class Membership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions = consumer.assignment().size();
            joined = true;
            membershipChanged = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            partitions = Math.max(0, partitions - revoked.size());
            committed.keySet().removeAll(revoked);
            membershipChanged = true;
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            partitions = 0;
            committed.clear();
            joined = false;
            waitingFor = "a place in its consumer group";
        }
    }
}

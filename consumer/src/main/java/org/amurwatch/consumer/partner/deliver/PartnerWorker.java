package org.amurwatch.consumer.partner.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.process.StopSignal;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is released, in the partner's own group, and hands what is of its agreement to its lane. While events wait there
 * its partitions are paused, and it goes on polling: so it stays in its group, however long the partner is away. The offset that
 * is committed is that of the first event that waits, so that a crash loses none.
 *
 * <p>An outage of brokers or registry is waited out. A record that can't be read at all is logged, counted and passed over.
 */
final class PartnerWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerWorker.class);
    private static final List<String> TOPICS = List.of(Topics.RELEASE_PARTNER.name(), Topics.RELEASE_PUBLIC.name());
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAG_EVERY = Duration.ofSeconds(10);

    private final Partner partner;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<ReleasedEvent> deserializer;
    private final PartnerLane lane;
    private final Runnable prepare;
    private final Runnable readMemory;
    private final PartnerMetrics metrics;
    private final Clock clock;
    private final StopSignal stop = new StopSignal();

    private final PartnerOffsets offsets;
    private boolean memoryIsOld = true;
    private Instant lagSeen = Instant.EPOCH;
    private volatile @Nullable Instant lastPoll;
    private volatile @Nullable Instant waitsSince;
    private volatile @Nullable Throwable failure;
    private volatile boolean joined;
    private volatile int partitions;
    private volatile long lag;

    /**
     * @param prepare what must succeed before the first attempt; repeated until it does
     * @param readMemory reads what the partner has, by its receipts; repeated until it succeeds, whenever partitions come
     */
    PartnerWorker(
            Partner partner,
            Consumer<String, byte[]> consumer,
            Deserializer<ReleasedEvent> deserializer,
            PartnerLane lane,
            Runnable prepare,
            Runnable readMemory,
            PartnerMetrics metrics,
            Clock clock) {
        this.partner = partner;
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.lane = lane;
        this.offsets = new PartnerOffsets(consumer, lane);
        this.prepare = prepare;
        this.readMemory = readMemory;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            prepare();
            consumer.subscribe(TOPICS, new Membership());
            while (!stop.isRaised()) {
                turn();
            }
        } catch (InterruptException e) {
            LOG.debug("Partner {} was stopped in the middle of something.", partner.id());
        } catch (RuntimeException | Error e) {
            failure = e;
            LOG.error("Nothing is sent to partner {} any more.", partner.id(), e);
        } finally {
            joined = false;
            close();
        }
    }

    /** Asks it to end; callable from any thread. */
    void stop() {
        stop.raise();
        consumer.wakeup();
    }

    /** How it stands, but for what its watch knows. */
    PartnerState state(LaneHealth health) {
        Throwable died = failure;
        return new PartnerState(
                partner,
                joined,
                partitions,
                lastPoll,
                lag,
                waitsSince,
                health.lastSettled(),
                health.trouble(),
                health.needsOperator(),
                died == null ? null : died.toString());
    }

    private void prepare() {
        while (!stop.isRaised()) {
            try {
                prepare.run();
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
            ConsumerRecords<String, byte[]> records = consumer.poll(pollFor());
            lastPoll = clock.instant();
            boolean outage = false;
            for (TopicPartition partition : records.partitions()) {
                outage |= !hand(partition, records.records(partition));
            }
            if (memoryIsOld && !partner.paused() && !consumer.assignment().isEmpty()) {
                readMemory.run();
                memoryIsOld = false;
            }
            if (!memoryIsOld) {
                lane.turn();
            }
            offsets.commit();
            pauseOrResume();
            measure();
            if (outage) {
                stop.rest(PAUSE);
            }
        } catch (WakeupException e) {
            // Asked to stop; the loop's condition says so.
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            endIfNotAllowed(e);
            LOG.warn("Partner {}: reading or writing failed: {}. Trying again.", partner.id(), e.toString());
            stop.rest(PAUSE);
        }
    }

    /** Not longer than until something is due. */
    private Duration pollFor() {
        if (lane.isEmpty() || memoryIsOld) {
            return POLL;
        }
        Duration due = lane.untilDue();
        return due.compareTo(POLL) > 0 ? POLL : due.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : due;
    }

    /** Hands records over up to one that can't be read for an outage of the registry; false if there was such a one. */
    private boolean hand(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> raw : records) {
            try {
                ReleasedEvent event = raw.value() == null ? null : deserializer.deserialize(raw.topic(), raw.value());
                if (event != null && event.getAgreementId().equals(partner.id())) {
                    lane.offer(new Waiting(
                            event, partition.toString(), raw.offset(), Instant.ofEpochMilli(raw.timestamp())));
                }
            } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
                if (RegistryOutage.isBehind(e)) {
                    LOG.warn("The schema registry does not answer: {}. Trying again.", e.toString());
                    consumer.seek(partition, raw.offset());
                    return false;
                }
                metrics.unreadable(partner.id());
                LOG.error("{}-{}@{} can't be read and is passed over.", raw.topic(), raw.partition(), raw.offset(), e);
            }
        }
        return true;
    }

    private void pauseOrResume() {
        if (partner.paused() || !lane.isEmpty()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
    }

    private void measure() {
        waitsSince = lane.waitsSince().orElse(null);
        if (Duration.between(lagSeen, clock.instant()).compareTo(LAG_EVERY) < 0) {
            return;
        }
        lag = offsets.lag();
        lagSeen = clock.instant();
    }

    private static void endIfNotAllowed(KafkaException failure) {
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
            throw failure;
        }
    }

    private void close() {
        // A mark of interruption would keep the consumer from saying farewell.
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } catch (KafkaException e) {
            LOG.warn("The consumer of partner {} did not close cleanly: {}.", partner.id(), e.toString());
        }
        deserializer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Follows which partitions this process reads. */
    private final class Membership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions = consumer.assignment().size();
            joined = true;
            // What others of the group sent meanwhile stands in their receipts.
            memoryIsOld = true;
            if (partner.paused()) {
                consumer.pause(assigned);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            partitions = Math.max(0, partitions - revoked.size());
            offsets.forget(revoked);
            lane.forget(revoked.stream().map(TopicPartition::toString).collect(Collectors.toSet()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            onPartitionsRevoked(lost);
            joined = false;
        }
    }
}

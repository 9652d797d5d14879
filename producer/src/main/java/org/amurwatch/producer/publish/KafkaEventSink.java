package org.amurwatch.producer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.GroupProgress;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events to the field topics and deployments to theirs, keyed by {@link EventKey}, and positions of patrols, keyed
 * by team; received at the clock's time.
 * A paced one (file imports) keeps so few records unprocessed that a live report is decided in time behind an import. Refuses
 * input while a broker's disk is nearly full. Every failure is a {@link CommandFailure} with a sentence and an exit code.
 */
public final class KafkaEventSink implements EventSink {

    /** How long a paced sink waits for a streams-app that makes no progress, unless told otherwise. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    private static final long DISK_CHECK_NANOS = Duration.ofSeconds(5).toNanos();

    private final Admin admin;
    private final RecordPublisher publisher;
    private final DiskGuard disk;
    private final @Nullable Pacer<TopicPartition> pacer;
    private final AtomicLong nextDiskCheck = new AtomicLong();

    public KafkaEventSink(Connection connection, Clock clock, boolean paced) {
        this(connection, clock, paced, DEFAULT_PATIENCE, sentence -> {});
    }

    /**
     * @param patience how long a paced sink waits while streams-app makes no progress
     * @param progress told in a sentence when such a wait gets long
     * @throws CommandFailure if no broker can be reached, or a disk is too full
     */
    public KafkaEventSink(
            Connection connection, Clock clock, boolean paced, Duration patience, Consumer<String> progress) {
        this.admin = connection.admin();
        this.disk = new DiskGuard(connection, admin);
        try {
            disk.check();
            nextDiskCheck.set(System.nanoTime() + DISK_CHECK_NANOS);
            this.pacer = paced ? pacer(connection, admin, patience, progress) : null;
            this.publisher = new RecordPublisher(connection, clock);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw new PublishFailures(connection.bootstrapServers(), connection.registryUrl())
                    .sentence("the field topics", e);
        }
    }

    @Override
    public void publish(Sighting sighting) {
        publish(Topics.SIGHTINGS, sighting.getProvenance(), sighting);
    }

    @Override
    public void publish(PoachingAlert alert) {
        publish(Topics.POACHING_ALERTS, alert.getProvenance(), alert);
    }

    @Override
    public void publish(Deployment deployment) {
        publish(Topics.DEPLOYMENTS, deployment.getProvenance(), deployment);
    }

    @Override
    public void publish(PatrolPosition position) {
        publish(Topics.PATROL_POSITIONS, position.getTeamId(), position);
    }

    /** Not paced: nobody who decides reads it. */
    @Override
    public void publish(PrivateDetails details) {
        publisher.send(Topics.PRIVATE_DETAILS, details.getEventKey(), details, acknowledged -> {});
    }

    @Override
    public void flush() {
        publisher.flush();
    }

    /** Gives up what is not acknowledged yet: call {@link #flush} before. */
    @Override
    public void close() {
        publisher.close();
        admin.close(Duration.ofSeconds(1));
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, Provenance provenance, V value) {
        publish(topic, EventKey.of(provenance).toString(), value);
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value) {
        publisher.throwFailure();
        try {
            checkDiskNowAndThen();
            if (pacer == null) {
                publisher.send(topic, key, value, acknowledged -> {});
            } else {
                TopicPartition partition = publisher.partition(topic, key);
                pacer.awaitRoom(partition);
                pacer.backlog().sent(partition);
                publisher.send(topic, key, value, new BacklogAnswer(pacer.backlog(), partition));
            }
        } catch (CommandFailure e) {
            throw publisher.fail(e);
        }
    }

    private void checkDiskNowAndThen() {
        long due = nextDiskCheck.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextDiskCheck.compareAndSet(due, now + DISK_CHECK_NANOS)) {
            disk.checkIfReachable();
        }
    }

    private static Pacer<TopicPartition> pacer(
            Connection connection, Admin admin, Duration patience, Consumer<String> progress) {
        GroupProgress group = new GroupProgress(admin);
        DecisionsProgress decisions = new DecisionsProgress(connection, group);
        Map<TopicPartition, Long> ends = group.endOffsets(List.of(
                Topics.SIGHTINGS.name(),
                Topics.POACHING_ALERTS.name(),
                Topics.DEPLOYMENTS.name(),
                Topics.PATROL_POSITIONS.name()));
        Backlog<TopicPartition> backlog = new Backlog<>(ends, decisions.get().committed());
        return new Pacer<>(
                backlog, decisions, patience, progress, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    /**
     * How far application {@code decisions} has come, intake and sectors. A rebuild may change its group in the middle of an
     * import, so that is looked up anew.
     */
    private static final class DecisionsProgress implements Supplier<ReaderProgress<TopicPartition>> {

        private static final long LOOK_UP_NANOS = Duration.ofSeconds(5).toNanos();

        private final Connection connection;
        private final GroupProgress group;
        private String groupId;
        private Map<TopicPartition, Long> sectorEnds = Map.of();
        private long lookedUpAt = System.nanoTime();

        DecisionsProgress(Connection connection, GroupProgress group) {
            this.connection = connection;
            this.group = group;
            this.groupId = Generations.decisions(Generations.current(connection));
        }

        @Override
        public synchronized ReaderProgress<TopicPartition> get() {
            if (System.nanoTime() - lookedUpAt > LOOK_UP_NANOS) {
                groupId = Generations.decisions(Generations.current(connection));
                lookedUpAt = System.nanoTime();
            }
            // The ends first: what is committed by then can only be further on.
            sectorEnds = sectorEnds.isEmpty()
                    ? group.endOffsets(List.of(Topics.SECTOR_EVENTS.name()))
                    : group.endOffsets(sectorEnds.keySet());
            return new ReaderProgress<>(group.committed(groupId), sectorEnds);
        }
    }

    /** Keeps the backlog true. */
    private record BacklogAnswer(Backlog<TopicPartition> backlog, TopicPartition partition)
            implements RecordSender.Answer {

        @Override
        public void acknowledged(AcknowledgedRecord record) {
            backlog.arrived(partition, record.offset());
        }

        @Override
        public void failed(CommandFailure failure) {
            backlog.lost(partition);
        }
    }
}

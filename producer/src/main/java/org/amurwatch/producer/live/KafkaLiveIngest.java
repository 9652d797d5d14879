package org.amurwatch.producer.live;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.DiskGuard;
import org.amurwatch.producer.publish.RecordSender;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends live events to their topics, as a service does that outlives outages: a failure is told to whoever sent the event,
 * within some 10 s, and later events are sent as if nothing had been. It never makes its caller wait: what the first event
 * would wait for is learnt beforehand by a thread that also looks how full the brokers' disks are. While brokers are known to
 * be away, a disk is nearly full or too much is under way, an event fails at once; calls of a patrol in danger and positions
 * are taken by a disk that is nearly full.
 */
public final class KafkaLiveIngest implements LiveIngest {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLiveIngest.class);

    private static final List<Topic<?>> TOPICS =
            List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.PATROL_POSITIONS, Topics.PRIVATE_DETAILS);

    private static final Map<String, Object> PRODUCER = Map.of(
            "delivery.timeout.ms", 10_000,
            "request.timeout.ms", 5_000,
            "max.block.ms", 1_000,
            // A topic that nobody sent to for a while must not have to be looked up while a caller waits.
            "metadata.max.idle.ms", Duration.ofDays(30).toMillis());

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Connection connection;
    private final Clock clock;
    private final Admin admin;
    private final DiskGuard disk;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-ingest-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile RecordSender sender;
    private volatile boolean reopen;
    private volatile boolean prepared;
    private volatile @Nullable CommandFailure away;
    private volatile @Nullable CommandFailure full;

    /** Takes events once it has met brokers and registry; neither needs to be there yet. */
    public KafkaLiveIngest(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.admin = connection.admin();
        this.disk = new DiskGuard(connection, admin);
        this.sender = open();
        this.away = new CommandFailure(ExitCode.UNREACHABLE, "The brokers have not been met yet: try again.");
        watch.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why no event is taken now, as a sentence for the operator; empty if events are taken. */
    public Optional<String> waitingFor() {
        CommandFailure reason = away != null ? away : full;
        return Optional.ofNullable(reason).map(Throwable::getMessage);
    }

    @Override
    public CompletableFuture<AcknowledgedRecord> accept(LiveEvent event) {
        CommandFailure reason = away;
        if (reason == null && !isAlwaysTaken(event)) {
            reason = full;
        }
        if (reason != null) {
            return CompletableFuture.failedFuture(new CommandFailure(
                    reason.exitCode() == ExitCode.UNREACHABLE ? ExitCode.UNREACHABLE : ExitCode.FAILED,
                    String.valueOf(reason.getMessage()),
                    reason));
        }
        PrivateDetails details = event.details();
        if (details == null) {
            return send(typed(event.topic()), event.key(), event.value());
        }
        CompletableFuture<AcknowledgedRecord> first = send(Topics.PRIVATE_DETAILS, details.getEventKey(), details);
        return first.isCompletedExceptionally()
                ? first
                : both(first, send(typed(event.topic()), event.key(), event.value()));
    }

    /** Waits a few seconds for what is under way. */
    @Override
    public void close() {
        watch.shutdownNow();
        away = new CommandFailure(ExitCode.UNREACHABLE, "The service is being stopped: send again later.");
        sender.close();
        admin.close(Duration.ofSeconds(1));
    }

    private <V extends SpecificRecord> CompletableFuture<AcknowledgedRecord> send(Topic<V> topic, String key, V value) {
        CompletableFuture<AcknowledgedRecord> answer = new CompletableFuture<>();
        try {
            boolean room = sender.trySend(topic, key, value, new RecordSender.Answer() {
                @Override
                public void acknowledged(AcknowledgedRecord record) {
                    answer.complete(record);
                }

                @Override
                public void failed(CommandFailure failure) {
                    answer.completeExceptionally(noted(failure));
                }
            });
            if (!room) {
                answer.completeExceptionally(new CommandFailure(
                        ExitCode.UNREACHABLE, "The brokers are slower than what comes in: send again in a moment."));
            }
        } catch (CommandFailure e) {
            answer.completeExceptionally(noted(e));
        }
        return answer;
    }

    /** The second one's record once both have it; fails as itself, and not wrapped, if one of them did. */
    private static CompletableFuture<AcknowledgedRecord> both(
            CompletableFuture<AcknowledgedRecord> first, CompletableFuture<AcknowledgedRecord> second) {
        CompletableFuture<AcknowledgedRecord> answer = new CompletableFuture<>();
        first.whenComplete((details, lost) -> second.whenComplete((record, problem) -> {
            if (lost != null || problem != null) {
                answer.completeExceptionally(lost != null ? lost : problem);
            } else {
                answer.complete(record);
            }
        }));
        return answer;
    }

    /** What waiting won't mend may have ended the producer itself: another one takes its place. */
    private CommandFailure noted(CommandFailure failure) {
        if (failure.exitCode() != ExitCode.UNREACHABLE) {
            LOG.warn("An event could not be stored: {}", failure.getMessage());
            reopen = true;
        }
        return failure;
    }

    private void look() {
        try {
            if (reopen) {
                reopen = false;
                RecordSender ended = sender;
                sender = open();
                prepared = false;
                ended.close();
            }
            if (!prepared) {
                for (Topic<?> topic : TOPICS) {
                    sender.prepare(topic);
                }
                prepared = true;
            }
        } catch (RuntimeException e) {
            setAway(e);
            return;
        }
        lookAtDisks();
    }

    private void lookAtDisks() {
        try {
            disk.check();
            setFull(null);
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.UNREACHABLE) {
                setAway(e);
                return;
            }
            setFull(e);
        } catch (RuntimeException e) {
            LOG.debug("No broker says how full its disk is", e);
        }
        setAway(null);
    }

    private void setFull(@Nullable CommandFailure reason) {
        if (reason != null && full == null) {
            LOG.warn("{}", reason.getMessage());
        }
        full = reason;
    }

    private void setAway(@Nullable RuntimeException reason) {
        if (watch.isShutdown()) {
            return;
        }
        if (reason == null) {
            if (away != null) {
                LOG.info("Live events are taken.");
            }
            away = null;
            return;
        }
        if (away == null) {
            LOG.warn("No live events can be taken: {}", reason.getMessage());
        }
        away = reason instanceof CommandFailure told
                ? told
                : new CommandFailure(ExitCode.FAILED, String.valueOf(reason.getMessage()), reason);
    }

    private RecordSender open() {
        return new RecordSender(connection, clock, PRODUCER);
    }

    private static boolean isAlwaysTaken(LiveEvent event) {
        return event instanceof LiveEvent.OfPatrolPosition
                || (event instanceof LiveEvent.OfPoachingAlert alert
                        && DiskGuard.ALWAYS_TAKEN.contains(alert.value().getKind()));
    }

    @SuppressWarnings("unchecked") // Each event's topic is that of its own value.
    private static Topic<SpecificRecord> typed(Topic<? extends SpecificRecord> topic) {
        return (Topic<SpecificRecord>) topic;
    }
}

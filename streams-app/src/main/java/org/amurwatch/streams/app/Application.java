package org.amurwatch.streams.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.Generation;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.streams.delivery.DeliverySettings;
import org.amurwatch.streams.incident.CaughtUpClock;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.incident.StoryClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceAppliedReports;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.release.AudienceKeys;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Streams application of one generation. */
public final class Application {

    /** Faults that are no outages: so many within the period, and the application stops rather than spin. */
    static final int FAULTS = 5;

    static final Duration FAULT_PERIOD = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final ApplicationKind kind;
    private final String applicationId;
    private final DeadLetters deadLetters;
    private final ReferenceProgress reference = new ReferenceProgress();
    private final OutageWait outages = new OutageWait(PAUSE);
    private final KafkaStreams streams;
    private final @Nullable ReferenceAppliedReports reports;
    private final CatchUp catchUp;
    private final DecisionClock clock;
    private final @Nullable InputWatermark watermark;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Instant> faults = new ArrayDeque<>();
    private volatile boolean caughtUp;
    private volatile @Nullable String failure;

    /**
     * Checks the topics and makes the application; {@link #start()} starts it.
     *
     * @throws org.amurwatch.failure.CommandFailure if the topics are missing or can't be those of its state
     */
    public Application(
            ApplicationKind kind,
            Generation generation,
            Connection system,
            StreamsSettings settings,
            RocksDbMemory memory,
            TopicNames topics) {
        Connection connection = system.as(kind.party());
        this.kind = kind;
        this.applicationId = kind.applicationId(generation);
        this.deadLetters = new DeadLetters(topics.of(kind.deadLetters()));
        try (Admin admin = connection.admin()) {
            TopicCheck.check(admin, kind.party(), applicationId);
        }
        String clientId = "streams-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        CaughtUpClock live = new CaughtUpClock();
        this.clock = settings.clockRate() > 0 ? new StoryClock(Clock.systemUTC(), settings.clockRate()) : live;
        Topology topology = topology(generation, connection, settings, topics);
        Properties properties =
                StreamsProperties.of(kind, applicationId, clientId, connection, settings, deadLetters, memory);
        this.streams = new KafkaStreams(topology, properties);
        this.streams.setUncaughtExceptionHandler(this::afterFailure);
        // What a generation that is being built has loaded is no news for those who load.
        this.reports = topics == TopicNames.LIVE
                ? new ReferenceAppliedReports(
                        clientId, applicationId, reference, connection.producer(Topics.REFERENCE_APPLIED))
                : null;
        Set<String> sources = sourceTopics(topology, topics, applicationId);
        this.catchUp = new CatchUp(connection, applicationId, sources);
        this.watermark = clock == live
                ? new InputWatermark(connection, Clock.systemUTC(), stages(generation, sources, topics), live::caughtUp)
                : null;
    }

    /**
     * First all that comes from outside, then what is made of it; what comes back from deliveries decides nothing. What records
     * is made of comes by way of decisions, so that it waits for that first, and while that stands still, finds nothing silent.
     */
    private List<InputWatermark.Stage> stages(Generation generation, Set<String> sources, TopicNames topics) {
        Set<String> derived = Stream.concat(
                        Stream.of(Topics.SECTOR_EVENTS, Topics.RESPONSES).map(topics::of),
                        // Between its own tasks.
                        sources.stream().filter(topic -> topic.startsWith(applicationId)))
                .collect(Collectors.toSet());
        Set<String> idle =
                Stream.of(Topics.PATROL_ALERTS, Topics.RECEIPTS).map(topics::of).collect(Collectors.toSet());
        List<InputWatermark.Stage> stages = new ArrayList<>();
        if (kind == ApplicationKind.RECORDS) {
            stages.add(new InputWatermark.Stage(
                    ApplicationKind.DECISIONS.applicationId(generation),
                    Stream.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.DEPLOYMENTS)
                            .map(topics::of)
                            .collect(Collectors.toSet()),
                    false));
        }
        Stream.of(
                        sources.stream()
                                .filter(topic -> !derived.contains(topic) && !idle.contains(topic))
                                .collect(Collectors.toSet()),
                        sources.stream().filter(derived::contains).collect(Collectors.toSet()))
                .filter(stage -> !stage.isEmpty())
                .forEach(stage -> stages.add(new InputWatermark.Stage(applicationId, stage, true)));
        return stages;
    }

    private static DeliverySettings delivery(StreamsSettings.Delivery settings) {
        try {
            return new DeliverySettings(
                    settings.retryWaits(),
                    settings.attemptDeadline(),
                    settings.untilTold(),
                    settings.keepEnded(),
                    settings.failingAfter(),
                    settings.operatorEndpoints().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("A setting of amurwatch.streams.delivery can't be used: " + e.getMessage());
        }
    }

    private Topology topology(
            Generation generation, Connection connection, StreamsSettings settings, TopicNames topics) {
        return switch (kind) {
            case DECISIONS ->
                new DecisionsTopology(
                                connection.serdes(),
                                new ReferenceIndexes(settings.sharingMetres()),
                                clock,
                                reference,
                                outages,
                                deadLetters,
                                generation.getSilentBefore(),
                                delivery(settings.delivery()),
                                topics)
                        .get();
            case RECORDS ->
                new RecordsTopology(
                                connection.serdes(),
                                connection.purpose(),
                                new ReferenceIndexes(settings.sharingMetres()),
                                reference,
                                outages,
                                clock,
                                settings.releaseKeyFile()
                                        .map(Path::of)
                                        .map(AudienceKeys::read)
                                        .orElseGet(AudienceKeys::missing),
                                topics)
                        .get();
        };
    }

    /** The topics of the catalogue that it reads, and those between its own tasks. */
    private static Set<String> sourceTopics(Topology topology, TopicNames topics, String applicationId) {
        Set<String> catalogue = Topics.all().stream().map(topics::of).collect(Collectors.toSet());
        return topology.describe().subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                .map(topic -> topic.endsWith("-repartition") ? applicationId + "-" + topic : topic)
                .filter(topic -> catalogue.contains(topic) || topic.startsWith(applicationId))
                .collect(Collectors.toSet());
    }

    /** Starts it; returns once reference data is loaded. */
    public void start() {
        LOG.info("Starting {}", applicationId);
        streams.start();
        if (watermark != null) {
            watermark.start();
        }
        if (reports != null) {
            reports.start();
        }
    }

    /** Looks whether it has worked off what there was when it came up; to be called now and then by one thread. */
    void checkCatchUp() {
        if (!caughtUp && streams.state() == KafkaStreams.State.RUNNING) {
            try {
                caughtUp = catchUp.check();
            } catch (RuntimeException e) {
                LOG.warn("Can't see how far {} is: {}", applicationId, e.toString());
            }
        }
    }

    /** Why it stopped, in a sentence; null while it has not. */
    public @Nullable String failure() {
        if (failure == null && streams.state() == KafkaStreams.State.ERROR) {
            return applicationId + " stopped by itself; the log says why.";
        }
        return failure;
    }

    ApplicationHealth health() {
        return new ApplicationHealth(
                kind.label(),
                applicationId,
                streams.state().name(),
                caughtUp,
                deadLetters.count(),
                reference.skippedCount(),
                reference.unusable());
    }

    boolean ready() {
        return caughtUp && streams.state() == KafkaStreams.State.RUNNING;
    }

    Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    /** A thread failed: an outage is waited out, a fault tried again, but not for ever. */
    private StreamThreadExceptionResponse afterFailure(Throwable exception) {
        if (FailureCause.of(exception) == FailureCause.OUTAGE) {
            LOG.warn("{} waits for an outage to end: {}", applicationId, exception.toString());
        } else if (tooManyFaults(Instant.now())) {
            LOG.error("{} stops", applicationId, exception);
            failure = applicationId + " stopped after " + FAULTS + " failures within " + FAULT_PERIOD.toMinutes()
                    + " minutes, the last: " + exception.getMessage()
                    + ". Nothing is lost: it goes on where it was once the cause is repaired and it is started again.";
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        } else {
            LOG.error("A thread of {} failed; another takes its place", applicationId, exception);
        }
        try {
            closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean tooManyFaults(Instant now) {
        faults.addLast(now);
        faults.removeIf(fault -> fault.isBefore(now.minus(FAULT_PERIOD)));
        return faults.size() >= FAULTS;
    }

    /** Ends a wait for an outage, so that a start that waits returns. */
    void stopWaiting() {
        closing.countDown();
        outages.close();
    }

    /** Stops it and leaves its group, so that other instances take over at once. Answers whether it was in time. */
    public boolean close(Duration timeout) {
        stopWaiting();
        if (watermark != null) {
            watermark.close();
        }
        boolean inTime = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (reports != null) {
            reports.close();
        }
        return inTime;
    }

    /** Deletes its state on this machine, once closed: that of a generation that is past. */
    void deleteState() {
        streams.cleanUp();
    }
}

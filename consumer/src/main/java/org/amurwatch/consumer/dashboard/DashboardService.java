package org.amurwatch.consumer.dashboard;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.cli.Version;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.answer.ResponseTopic;
import org.amurwatch.consumer.answer.TopicSink;
import org.amurwatch.consumer.dashboard.audit.AccessTopic;
import org.amurwatch.consumer.dashboard.audit.HeadTopic;
import org.amurwatch.consumer.dashboard.health.GroupWatch;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.past.PastFeed;
import org.amurwatch.consumer.dashboard.past.PastIndex;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.amurwatch.consumer.dashboard.state.ParkTopics;
import org.amurwatch.consumer.dashboard.state.Versions;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboard as a running service: what fills its state, and what serves it, started and stopped as one. */
public final class DashboardService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardService.class);
    private static final int ALERTS_KEPT = 1_000;
    // As long as a change of a territory or station may wait for others; incidents and events do not wait.
    private static final Duration SETTLE = Duration.ofMillis(250);

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters processMeters = new ProcessMeters(metrics);
    private final Park park;
    private final TopicFollower feed;
    private final TopicFollower alertFeed;
    private final GroupWatch groups;
    private final ResponseTopic responses;
    private final AccessTopic accesses;
    private final HeadTopic auditHeads;
    private final TopicSink<ReviewVerdict> verdicts;
    private final TopicSink<IncidentNote> notes;
    private final DashboardParts parts;
    private final @Nullable PastFeed pastFeed;
    private final ScheduledExecutorService settling = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-settle");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Makes the service and opens its ports; {@link #start} begins to read. Neither needs brokers or registry to be there.
     *
     * @throws org.amurwatch.failure.CommandFailure if a setting or a port can't be used
     */
    public DashboardService(Connection connection, DashboardSettings settings, Clock clock) {
        ParkState state = new ParkState(new Versions(clock, new SecureRandom().nextInt()));
        this.park = new Park(state, settings.history(), settings.mostEvents(), settings.mostDays(), clock);
        SystemFacts facts = new SystemFacts();
        this.feed = ParkTopics.feed(connection, park, settings.history(), clock)
                .raw(Topics.DECISIONS_DEAD_LETTERS, facts.deadLetters()::take)
                .raw(Topics.RECORDS_DEAD_LETTERS, facts.deadLetters()::take);
        this.groups = new GroupWatch(connection::admin, facts);
        AlertBook alerts = new AlertBook(ALERTS_KEPT);
        this.alertFeed = alerts.feed(connection);
        this.responses =
                new ResponseTopic(connection.rawProducer(), connection.serdes().serializer(Topics.RESPONSES), clock);
        this.accesses = new AccessTopic(
                connection.rawProducer(AccessTopic.PRODUCER_SETTINGS),
                connection.serdes().serializer(Topics.ACCESS_AUDIT),
                clock);
        this.auditHeads = new HeadTopic(
                connection.rawProducer(AccessTopic.PRODUCER_SETTINGS),
                connection.serdes().serializer(Topics.AUDIT_HEADS),
                accesses::lastWritten,
                settings.auditHeads(),
                clock);
        measure();
        this.notes = new TopicSink<>(
                Topics.INCIDENT_NOTES,
                connection.rawProducer(),
                connection.serdes().serializer(Topics.INCIDENT_NOTES),
                clock);
        this.verdicts = new TopicSink<>(
                Topics.REVIEW_VERDICTS,
                connection.rawProducer(),
                connection.serdes().serializer(Topics.REVIEW_VERDICTS),
                clock);
        this.parts = new DashboardParts(
                settings,
                connection.purpose(),
                new Version().number(),
                park,
                alerts,
                facts,
                new Sinks(responses, verdict -> verdicts.store(verdict.getEventKey(), verdict), notes::store, accesses),
                this::health,
                metrics,
                clock);
        PastIndex past = parts.past();
        this.pastFeed = past == null ? null : new PastFeed(past, connection);
        if (past != null) {
            Gauge.builder(
                            "amurwatch_dashboard_past_complete",
                            () -> past.reach().complete() ? 1 : 0)
                    .description("Whether the index of the past has caught up with the topics")
                    .register(metrics);
        }
    }

    private void measure() {
        Gauge.builder("amurwatch_dashboard_ready", () -> health().ready() ? 1 : 0)
                .description("Whether it has read what has happened")
                .register(metrics);
        FunctionCounter.builder("amurwatch_dashboard_audit_entries", accesses, AccessTopic::written)
                .description("Who was given exact places: entries that the brokers have")
                .register(metrics);
        Gauge.builder("amurwatch_dashboard_audit_waiting", accesses, AccessTopic::waiting)
                .description("Who was given exact places: entries that the brokers do not have yet")
                .register(metrics);
    }

    private DashboardHealth health() {
        boolean ready = feed.isCaughtUp() && alertFeed.isCaughtUp();
        long toRead = feed.behind() < 0 ? -1 : feed.behind() + Math.max(0, alertFeed.behind());
        return new DashboardHealth(ready, toRead < 0 ? null : toRead);
    }

    /** Begins to read. */
    public void start() {
        feed.start();
        alertFeed.start();
        groups.start();
        auditHeads.start();
        if (pastFeed != null) {
            pastFeed.start();
        }
        settling.scheduleWithFixedDelay(this::settle, SETTLE.toMillis(), SETTLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void settle() {
        try {
            park.settle();
        } catch (RuntimeException e) {
            LOG.error("The state of territories and stations could not be brought up to date.", e);
        }
    }

    /** The port of page and REST. */
    public int port() {
        return parts.server().port();
    }

    public int healthPort() {
        return parts.server().healthPort();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            settling.shutdownNow();
            // It writes to what the parts close.
            if (pastFeed != null) {
                pastFeed.close();
            }
            parts.close();
            feed.close();
            alertFeed.close();
            groups.close();
            responses.close();
            accesses.close();
            auditHeads.close();
            verdicts.close();
            notes.close();
            processMeters.close();
        } finally {
            closed.countDown();
        }
    }
}

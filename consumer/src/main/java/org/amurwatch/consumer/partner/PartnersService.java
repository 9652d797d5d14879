package org.amurwatch.consumer.partner;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amurwatch.consumer.http.ConsumerHttp;
import org.amurwatch.consumer.partner.deliver.Backoff;
import org.amurwatch.consumer.partner.deliver.PartnerMetrics;
import org.amurwatch.consumer.partner.deliver.PartnerWorkers;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.PartnersFile;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.topic.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What partners are given, as a running service: a worker for each that is sent to, and the server that others fetch from. */
public final class PartnersService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartnersService.class);
    private static final Duration REREAD = Duration.ofSeconds(2);

    private final PartnersFile file;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters processMeters = new ProcessMeters(metrics);
    private final PartnerSenders senders;
    private final PartnerWorkers workers;
    private final ConsumerHttp health;
    private final PartnerFeeds feeds;
    private final PublicServer server;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "partners-housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Makes the service and opens its ports; {@link #start} begins to send. Neither needs brokers or registry to be there.
     *
     * @throws org.amurwatch.failure.CommandFailure if a setting, the partners file or a port can't be used
     */
    public PartnersService(Connection connection, PartnersSettings settings, Clock clock) {
        this.file = new PartnersFile(settings.partnersFile());
        this.senders = new PartnerSenders(settings, clock);
        this.workers = new PartnerWorkers(
                connection,
                senders,
                new PartnerMetrics(metrics, clock),
                new Backoff(Backoff.USUAL.first(), settings.longestRetryWait()),
                clock);
        PartnersHealth partners = new PartnersHealth(workers::states, clock);
        this.health = ConsumerHttp.start(
                settings.healthHost(),
                settings.healthPort(),
                partners::all,
                metrics,
                more -> more.get("/health/partners", partners::write));
        this.feeds = new PartnerFeeds(connection, settings, file, clock);
        this.server = new PublicServer(settings, feeds.routes());
    }

    /** Begins to send. */
    public void start() {
        for (Partner partner : file.all()) {
            if (partner.target().isPlainOverNetwork()) {
                LOG.warn("Partner {} is unencrypted over a network: others can read what it gets.", partner.id());
            }
        }
        workers.follow(file.all());
        feeds.start();
        housekeeping.scheduleWithFixedDelay(this::reread, REREAD.toMillis(), REREAD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reread() {
        try {
            file.refresh();
            workers.follow(file.all());
        } catch (RuntimeException e) {
            LOG.error("The partners file could not be followed.", e);
        }
    }

    /** The file, as it says now: whose feeds may be fetched with which token. */
    public PartnersFile file() {
        return file;
    }

    /** The port that partners fetch from. */
    public int port() {
        return server.port();
    }

    public int healthPort() {
        return health.port();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        closed.await();
    }

    /** Ends it within some seconds. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            housekeeping.shutdownNow();
            workers.close();
            senders.close();
            server.close();
            feeds.close();
            health.close();
            processMeters.close();
        } finally {
            closed.countDown();
        }
    }
}

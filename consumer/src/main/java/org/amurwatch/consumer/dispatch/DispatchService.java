package org.amurwatch.consumer.dispatch;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.alertpage.AlertPage;
import org.amurwatch.consumer.alertpage.AlertRoutes;
import org.amurwatch.consumer.answer.AnswerDesk;
import org.amurwatch.consumer.answer.AnswerSettings;
import org.amurwatch.consumer.canary.CanaryWatch;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.http.ConsumerHttp;
import org.amurwatch.consumer.http.ConsumerHttpSettings;
import org.amurwatch.consumer.recipient.RecipientBook;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatch as a running service: the loop, the lanes, HTTP and the alert pages, started and stopped as one. */
public final class DispatchService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchService.class);

    /** Weeks of a busy park; as many incidents and four times as many deliveries fit into some 30 MB beside them. */
    private static final int ALERTS_KEPT = 2_000;

    private static final Duration REREAD = Duration.ofSeconds(2);
    // Together with two seconds each for the consumer's and the producer's farewell this stays under ten.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EndpointsFile endpoints;
    private final DispatchChannels channels;
    private final ReceiptTopic receipts;
    private final CanaryWatch canaries;
    private final Dispatcher dispatcher;
    private final AuditFiling auditFiling;
    private final DispatchLoop loop;
    private final Thread loopThread;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters processMeters = new ProcessMeters(metrics);
    private final DispatchMetrics dispatchMetrics;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dispatch-housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private final @Nullable AnswerDesk answers;
    private final TopicFollower recipients;
    private final @Nullable TopicFollower feed;
    private final ConsumerHttp http;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Makes the service and opens its port; {@link #start} begins to send. Neither needs brokers or registry to be there.
     *
     * @throws CommandFailure if a setting, the endpoints file or the port can't be used
     */
    public DispatchService(
            Connection connection,
            DispatchSettings settings,
            AnswerSettings answerSettings,
            ConsumerHttpSettings httpSettings,
            Clock clock) {
        checkAlertPages(httpSettings);
        Languages languages = new Languages();
        this.dispatchMetrics = new DispatchMetrics(metrics);
        this.endpoints = new EndpointsFile(settings.endpointsFile());
        this.receipts = new ReceiptTopic(
                connection.rawProducer(), connection.serdes().serializer(Topics.RECEIPTS), dispatchMetrics, clock);
        String linkBase = settings.linkBase()
                .orElseGet(() -> "http://" + httpSettings.httpHost() + ":" + httpSettings.httpPort());
        RecipientBook recipientBook = new RecipientBook();
        this.recipients = recipientBook.feed(connection).last(Topics.RESPONSES, 0, dispatchMetrics::answered);
        AlertBook book = new AlertBook(ALERTS_KEPT);
        boolean pages = httpSettings.alertPages();
        TopicFollower bookFeed = book.feed(connection);
        this.feed = pages || answerSettings.linkKeyFile().isPresent() ? bookFeed : null;
        this.answers = answerSettings.linkKeyFile().isEmpty()
                ? null
                : new AnswerDesk(
                        connection,
                        answerSettings,
                        linkBase,
                        book,
                        bookFeed::isCaughtUp,
                        endpoints::replies,
                        recipientBook::isRevoked,
                        languages,
                        clock);
        AnswerDesk desk = answers;
        this.channels = new DispatchChannels(
                settings,
                languages,
                new MessageLinks(linkBase, delivery -> desk == null ? Optional.empty() : desk.link(delivery)),
                desk != null,
                clock);
        this.canaries = new CanaryWatch(
                clock,
                settings.longestCanaryAge(),
                new WatchCall(
                        endpoints,
                        settings.watchEndpoint(),
                        languages.of(settings.watchLanguage()),
                        channels.all()::attempt,
                        clock));
        this.dispatcher = new Dispatcher(
                endpoints,
                recipientBook::isRevoked,
                channels.all(),
                receipts,
                dispatchMetrics,
                clock,
                settings.queuePerEndpoint(),
                settings.longestWait(),
                canaries);
        this.auditFiling = new AuditFiling(
                connection,
                settings,
                endpoints,
                languages.of(settings.watchLanguage()),
                channels.all()::attempt,
                clock);
        this.loop = new DispatchLoop(
                groupConsumer(connection),
                connection.serdes().deserializer(Topics.DELIVERIES),
                dispatcher::accept,
                this::prepare,
                dispatchMetrics,
                canaries,
                clock);
        dispatchMetrics.loop(loop::health, loop::lag);
        this.loopThread = new Thread(loop, "dispatch-loop");
        this.http =
                ConsumerHttp.start(httpSettings.httpHost(), httpSettings.httpPort(), loop::health, metrics, routes -> {
                    if (pages) {
                        new AlertRoutes(new AlertPage(languages, clock), book).accept(routes);
                    }
                    if (desk != null) {
                        desk.routes().accept(routes);
                    }
                });
    }

    private void reread() {
        endpoints.refresh();
        dispatchMetrics.endpoints(endpoints.all());
        if (answers != null) {
            answers.refresh();
        }
    }

    /** Exact places go no further than this machine. */
    private static void checkAlertPages(ConsumerHttpSettings settings) {
        try {
            if (settings.alertPages()
                    && !InetAddress.getByName(settings.httpHost()).isLoopbackAddress()) {
                throw CommandFailure.usage(
                        "Setting amurwatch.consumer.alert-pages is true, but amurwatch.consumer.http-host"
                                + " is " + settings.httpHost()
                                + ": alert pages show exact places and are served on a loopback"
                                + " address alone (127.0.0.1).");
            }
        } catch (UnknownHostException e) {
            throw CommandFailure.usage("Setting amurwatch.consumer.http-host is '" + settings.httpHost()
                    + "', which is no address of this machine.");
        }
    }

    private static Consumer<String, byte[]> groupConsumer(Connection connection) {
        Map<String, Object> client = connection.clientSettings();
        client.put("group.id", Groups.DISPATCH);
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        client.put("auto.offset.reset", "earliest");
        // A process that dies leaves its share to the others, or to its next start, within seconds.
        client.putIfAbsent("session.timeout.ms", 6_000);
        client.putIfAbsent("heartbeat.interval.ms", 1_500);
        client.putIfAbsent("max.poll.records", 100);
        client.putIfAbsent("default.api.timeout.ms", 15_000);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Nothing is sent before it is known who is revoked. */
    private void prepare() {
        receipts.prepare();
        if (!recipients.awaitCaughtUp(REREAD)) {
            throw new TimeoutException(Topics.RECIPIENTS.name() + " is not read yet");
        }
    }

    /** Begins to send. */
    public void start() {
        recipients.start();
        for (Endpoint endpoint : endpoints.all()) {
            if (endpoint.isPlainOverNetwork()) {
                LOG.warn("Endpoint {} is unencrypted over a network: others can read what it gets.", endpoint.name());
            }
        }
        dispatchMetrics.endpoints(endpoints.all());
        loopThread.start();
        if (feed != null) {
            feed.start();
        }
        housekeeping.scheduleWithFixedDelay(this::reread, REREAD.toMillis(), REREAD.toMillis(), TimeUnit.MILLISECONDS);
        canaries.start();
        auditFiling.start();
    }

    /** The port of its HTTP. */
    public int httpPort() {
        return http.port();
    }

    /** How many endpoints are set up. */
    public int endpointCount() {
        return endpoints.all().size();
    }

    /**
     * Waits until the service ends, by {@link #close} or by itself.
     *
     * @throws CommandFailure if it ended by a failure
     */
    public void awaitEnd() throws InterruptedException {
        loopThread.join();
        Throwable failure = loop.failure();
        close();
        closed.await();
        if (failure != null) {
            throw org.amurwatch.cli.CommandLines.tell(failure);
        }
    }

    /** Ends it within ten seconds: no new attempts, those that have begun are answered. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            housekeeping.shutdownNow();
            canaries.close();
            auditFiling.close();
            loop.stop();
            recipients.close();
            if (feed != null) {
                feed.close();
            }
            joinLoop();
            dispatcher.stop(PATIENCE);
            receipts.close();
            channels.close();
            http.close();
            if (answers != null) {
                answers.close();
            }
            processMeters.close();
        } finally {
            closed.countDown();
        }
    }

    private void joinLoop() {
        try {
            loopThread.join(Duration.ofSeconds(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.amurwatch.producer.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.IngestServer;
import org.amurwatch.producer.mqtt.MqttListener;
import org.amurwatch.producer.mqtt.MqttWay;
import org.amurwatch.record.TrustedRecords;
import org.jspecify.annotations.Nullable;

/** A gateway: takes events by HTTP and MQTT onto its disk, and sends them to the centre. */
public final class GatewayService implements AutoCloseable {

    static {
        TrustedRecords.trust();
    }

    /** Of the room for what waits, for what was refused. */
    private static final int REFUSED_SHARE = 10;

    /** Of messages under way: a small part of a small heap. */
    private static final long MOST_BYTES_OF_MQTT = 4 << 20;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final GatewayLog log;
    private final Centre centre;
    private final SendingLoop loop;
    private final @Nullable MqttListener mqtt;
    private final IngestServer http;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);

    private GatewayService(
            GatewaySettings settings,
            HttpSettings httpSettings,
            Centre centre,
            Function<MeterRegistry, List<IngestRoutes>> ways,
            @Nullable MqttWay mqttWay,
            Clock clock)
            throws IOException {
        this.centre = centre;
        Path folder = GatewayFolder.make(settings.folder());
        KeyFolder keys = new KeyFolder(settings.keysFolder(), System::nanoTime);
        RefusedFolder refused =
                new RefusedFolder(GatewayFolder.refused(folder), GatewayFolder.size(settings) / REFUSED_SHARE);
        this.log = GatewayFolder.log(settings);
        GatewayClock time = new GatewayClock(GatewayFolder.clock(folder), UUID.randomUUID(), clock, System::nanoTime);
        SenderReport report = new SenderReport(System::nanoTime);
        this.loop = new SendingLoop(sender(settings, keys, refused, time, report)::turn);
        GatewayIngest ingest = new GatewayIngest(log, time, loop::wake, loop::wakeAtOnce);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.mqtt = mqttWay == null
                ? null
                : mqttWay.holdingAtMost(MOST_BYTES_OF_MQTT).open(ingest, () -> false, metrics, clock);
        GatewayHealth health = new GatewayHealth(log, time, report, refused, mqtt);
        GatewayMetrics.bind(metrics, log, time, report, health);
        try {
            this.http =
                    IngestServer.start(httpSettings, keys, ingest, health::health, metrics, clock, ways.apply(metrics));
        } catch (CommandFailure e) {
            closeMqtt();
            log.close();
            throw e;
        }
        watchFor(settings, time);
        loop.start();
    }

    private GatewaySender sender(
            GatewaySettings settings, KeyFolder keys, RefusedFolder refused, GatewayClock time, SenderReport report) {
        return new GatewaySender(
                log,
                keys,
                centre,
                refused,
                time,
                System::nanoTime,
                new Backoff(settings.longestWait(), new Random()),
                new BacklogPace(settings.backlogPerSecond()),
                report);
    }

    /**
     * Starts a gateway.
     *
     * @param httpSettings where it listens
     * @param ways makes the ways in by HTTP, which count where they are told
     * @param mqtt the way in by MQTT; null: there is none
     * @throws CommandFailure if a setting can't be used, another gateway has the folder, or the port is taken
     */
    public static GatewayService start(
            GatewaySettings settings,
            HttpSettings httpSettings,
            Function<MeterRegistry, List<IngestRoutes>> ways,
            @Nullable MqttWay mqtt,
            Clock clock) {
        check(settings);
        settings.reportAs().ifPresent(source -> checkSource("setting amurwatch.gateway.report-as", source));
        if (mqtt != null) {
            mqtt.sources().forEach(source -> checkSource("setting amurwatch.mqtt.subscriptions-file", source));
        }
        Centre centre = new HttpCentre(
                settings.centreUrl()
                        .orElseThrow(() -> CommandFailure.usage("Setting amurwatch.gateway.centre-url is missing:"
                                + " the address of the centre's HTTP ingest, such as https://centre.example:8443.")),
                settings.centreAuthorityFile().orElse(null),
                settings.deadline());
        try {
            return new GatewayService(settings, httpSettings, centre, ways, mqtt, clock);
        } catch (CommandFailure e) {
            centre.close();
            throw e;
        } catch (IOException e) {
            centre.close();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The gateway's folder " + settings.folder() + " can't be used: " + e.getMessage(),
                    e);
        }
    }

    private static void check(GatewaySettings settings) {
        if (settings.sizeMebibytes() < 1 || settings.leaveFreeMebibytes() < 0 || settings.backlogPerSecond() < 1) {
            throw CommandFailure.usage(
                    "Settings amurwatch.gateway.size-mebibytes and .backlog-per-second are at least 1,"
                            + " .leave-free-mebibytes at least 0.");
        }
        if (settings.reportAs().isPresent()
                && (settings.latitude().isEmpty() || settings.longitude().isEmpty())) {
            throw CommandFailure.usage(
                    "With setting amurwatch.gateway.report-as, .latitude and .longitude say where the"
                            + " gateway stands.");
        }
    }

    /** A source's events are kept in a folder that is named by it, and its key in a file. */
    private static void checkSource(String where, String source) {
        if (!GatewayLog.isSource(source)) {
            throw CommandFailure.usage(
                    "Source '" + source + "' of " + where + " can't be one of a gateway: its id has"
                            + " letters, digits, '.', '_' and '-' alone, begins with a letter or a digit, and has 100 at most.");
        }
    }

    private void watchFor(GatewaySettings settings, GatewayClock time) {
        settings.reportAs().ifPresent(source -> {
            Position position = Position.newBuilder()
                    .setLatitude(settings.latitude().getAsDouble())
                    .setLongitude(settings.longitude().getAsDouble())
                    .build();
            FullAlarm alarm = new FullAlarm(log, time, source, position, loop::wakeAtOnce);
            watch.scheduleWithFixedDelay(
                    alarm::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Where it takes events. */
    public String url(String host) {
        return http.scheme() + "://" + host + ":" + http.port();
    }

    public int healthPort() {
        return http.healthPort();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Answers what is under way; what is on the disk is sent after the next start. */
    @Override
    public void close() {
        closeMqtt();
        http.close();
        watch.shutdownNow();
        loop.close();
        centre.close();
        log.close();
        ended.countDown();
    }

    private void closeMqtt() {
        if (mqtt != null) {
            mqtt.close();
        }
    }
}

package org.amurwatch.producer.mqtt;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.producer.live.LiveIngest;

/** The way in by MQTT, from the connection to ingest, until it is closed. */
final class MqttService implements AutoCloseable {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final CountDownLatch end = new CountDownLatch(1);
    private final LiveIngest ingest;
    private final UnusedMessages unused;
    private final MessageIntake intake;
    private final MqttConnection connection;
    private final MqttHttp http;
    private final ProcessMeters processMeters;

    /**
     * Starts it. Neither the devices' server nor the brokers need to be there yet.
     *
     * @param ingest closed with it
     * @param nothingIsTaken whether ingest takes no event at all at the moment
     * @throws CommandFailure if a setting can't be used, or the port for health and metrics is taken
     */
    MqttService(
            MqttSettings settings,
            MqttServer server,
            Devices devices,
            LiveIngest ingest,
            BooleanSupplier nothingIsTaken,
            Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.processMeters = new ProcessMeters(registry);
        MqttMeters meters = new MqttMeters(registry);
        this.ingest = ingest;
        this.unused = new UnusedMessages(settings.unusedFolder(), settings.unusedBytes(), meters::unusedFileDeleted);
        this.intake = new MessageIntake(
                devices.reader(),
                ingest,
                nothingIsTaken,
                unused,
                meters,
                clock,
                new MessageIntake.Limits(
                        settings.underWay(), settings.bytesUnderWay(), FIRST_RETRY, settings.giveUpAfter()));
        this.connection = new MqttConnection(server, devices.filters(), intake, meters, clock);
        meters.watch(intake::underWay, () -> connection.isSubscribed() && intake.outage() == null ? 1 : 0);
        this.http = MqttHttp.start(settings.httpHost(), settings.httpPort(), connection, intake, registry);
        connection.start();
    }

    /** Port of health and metrics. */
    int httpPort() {
        return http.port();
    }

    /** Waits until it is closed. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** What is under way and not acknowledged stays with the devices' server. */
    @Override
    public void close() {
        http.close();
        connection.close();
        intake.close();
        ingest.close();
        unused.close();
        processMeters.close();
        end.countDown();
    }
}

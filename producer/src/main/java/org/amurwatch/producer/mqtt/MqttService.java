package org.amurwatch.producer.mqtt;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.process.ProcessMeters;
import org.amurwatch.producer.live.LiveIngest;

/** The way in by MQTT as a process of its own, with health and metrics, until it is closed. */
final class MqttService implements AutoCloseable {

    private final CountDownLatch end = new CountDownLatch(1);
    private final LiveIngest ingest;
    private final MqttListener listener;
    private final MqttHttp http;
    private final ProcessMeters processMeters;

    /**
     * Starts it. Neither the devices' server nor the brokers need to be there yet.
     *
     * @param ingest closed with it
     * @param nothingIsTaken whether ingest takes no event at all at the moment
     * @throws CommandFailure if the port for health and metrics is taken
     */
    MqttService(MqttSettings settings, MqttWay way, LiveIngest ingest, BooleanSupplier nothingIsTaken, Clock clock) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.ingest = ingest;
        this.listener = way.open(ingest, nothingIsTaken, registry, clock);
        try {
            this.http = MqttHttp.start(settings.httpHost(), settings.httpPort(), listener, registry);
        } catch (CommandFailure e) {
            listener.close();
            throw e;
        }
        this.processMeters = new ProcessMeters(registry);
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
        listener.close();
        ingest.close();
        processMeters.close();
        end.countDown();
    }
}

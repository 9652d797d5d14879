package org.amurwatch.producer.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.producer.live.KafkaLiveIngest;
import org.amurwatch.producer.source.KafkaSourceBook;
import org.amurwatch.topic.Connection;

/** HTTP ingest, from its start until it is closed. Brokers and registry need not be there yet when it starts. */
public final class HttpService implements AutoCloseable {

    private final KafkaSourceBook sources;
    private final KafkaLiveIngest ingest;
    private final IngestServer server;
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * Starts it.
     *
     * @param ways make the ways in
     * @throws org.amurwatch.failure.CommandFailure if it can't listen
     */
    public HttpService(
            ConnectionOptions options,
            Connection connection,
            HttpSettings settings,
            Clock clock,
            List<Function<HttpParts, IngestRoutes>> ways) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpParts parts = new HttpParts(options, connection, metrics, clock);
        this.sources = new KafkaSourceBook(connection, clock);
        this.ingest = new KafkaLiveIngest(connection, clock);
        try {
            this.server = IngestServer.start(
                    settings,
                    sources,
                    ingest,
                    this::health,
                    metrics,
                    clock,
                    ways.stream().map(way -> way.apply(parts)).toList());
        } catch (RuntimeException e) {
            ingest.close();
            sources.close();
            throw e;
        }
    }

    /** Where the ways in are. */
    public String url(String host) {
        return server.scheme() + "://" + host + ":" + server.port();
    }

    public int healthPort() {
        return server.healthPort();
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Answers what is under way, and ends. */
    @Override
    public void close() {
        server.close();
        ingest.close();
        sources.close();
        end.countDown();
    }

    private IngestHealth health() {
        if (!sources.isReady()) {
            return IngestHealth.waitingFor("The keys of sources have not all been read.");
        }
        return ingest.waitingFor().map(IngestHealth::waitingFor).orElse(IngestHealth.READY);
    }
}

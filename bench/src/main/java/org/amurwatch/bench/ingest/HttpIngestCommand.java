package org.amurwatch.bench.ingest;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.producer.http.IngestHealth;
import org.amurwatch.producer.http.IngestServer;
import org.amurwatch.producer.live.KafkaLiveIngest;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.source.SourceBook;
import org.amurwatch.producer.source.SourceGrant;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench http-ingest}. */
@Command(
        name = "http-ingest",
        description = {
            "How many events HTTP ingest takes on loopback, how long they take to be acknowledged, and what becomes of"
                    + " twice as many. Server and clients are in this process, the brokers those of the running system.",
            "It publishes sightings with purpose TEST: only on a system of its own, './amurwatch up --bare' in an empty folder."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bench http-ingest --seconds 20"})
public final class HttpIngestCommand implements Callable<Integer> {

    private static final String KEY = "bench";
    private static final int WARM_UP_SECONDS = 5;

    /** Twice what the server works on at once. */
    private static final int MOST_UNDER_WAY = 512;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a case (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--clients", defaultValue = "16", description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    /** One key opens everything. */
    private record OpenBook(SourceGrant grant) implements SourceBook {

        @Override
        public Optional<SourceGrant> grant(String key) {
            return key.equals(KEY) ? Optional.of(grant) : Optional.empty();
        }

        @Override
        public boolean isReady() {
            return true;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || clients < 1) {
            throw CommandFailure.usage("--seconds and --clients are 1 or more.");
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Clock clock = Clock.systemUTC();
        try (KafkaLiveIngest ingest = new KafkaLiveIngest(connection.connect(Party.INGEST), clock);
                IngestServer server = IngestServer.start(
                        settings(),
                        new OpenBook(new SourceGrant("bench", EnumSet.allOf(LiveKind.class))),
                        ingest,
                        () -> IngestHealth.READY,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        clock,
                        List.of(new EventRoutes(Purpose.TEST, clock)))) {
            awaitReady(ingest);
            URI sightings = URI.create("http://127.0.0.1:" + server.port() + "/v1/sightings");
            for (int perRequest : new int[] {1, 100}) {
                measure(new HttpLoad(sightings, KEY, perRequest, MOST_UNDER_WAY), perRequest, rows);
            }
        }
        new Output(spec.commandLine().getOut(), format).rows(HttpLoad.COLUMNS, rows);
        return ExitCode.DONE;
    }

    private void measure(HttpLoad load, int perRequest, List<Map<String, @Nullable Object>> rows) {
        Duration time = Duration.ofSeconds(seconds);
        load.asFastAsAnswered(clients, Duration.ofSeconds(WARM_UP_SECONDS));
        HttpLoad.Outcome full = load.asFastAsAnswered(clients, time);
        rows.add(full.row("as fast as answered", perRequest, heapLeftByCollections()));
        HttpLoad.Outcome twice = load.atRate(2 * full.acceptedRequestsPerSecond(), time);
        rows.add(twice.row("twice as many", perRequest, heapLeftByCollections()));
    }

    /** The limits of all requests and bodies are those that a user has; the one source may use them all. */
    private static HttpSettings settings() {
        return Settings.read(
                HttpSettings.class,
                Map.of(
                        "amurwatch.http.port", "0",
                        "amurwatch.http.health-port", "0",
                        "amurwatch.http.most-requests-under-way-of-source", "256",
                        "amurwatch.http.most-events-per-minute-of-source", "100000000"));
    }

    private static void awaitReady(KafkaLiveIngest ingest) throws InterruptedException {
        for (int i = 0; i < 300 && ingest.waitingFor().isPresent(); i++) {
            Thread.sleep(100);
        }
        ingest.waitingFor().ifPresent(sentence -> {
            throw new CommandFailure(ExitCode.UNREACHABLE, sentence);
        });
    }

    /** What the last collections left on the heap: server and clients together. */
    private static long heapLeftByCollections() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}

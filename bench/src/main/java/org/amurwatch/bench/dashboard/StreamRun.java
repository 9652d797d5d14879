package org.amurwatch.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.bench.latency.Delays;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Publishes sightings at a steady rate, and follows each to all pages that listen. */
final class StreamRun {

    static final List<String> COLUMNS = List.of(
            "round",
            "pages",
            "sent",
            "missed",
            "p50Millis",
            "p99Millis",
            "maxMillis",
            "p99OfOnePage",
            "resynchronised",
            "residentMiB");

    private static final Duration LAST_ONES = Duration.ofSeconds(20);
    private static final String RESIDENT = "process_resident_memory_bytes ";

    private final RecordPublisher publisher;
    private final Browsers browsers;
    private final URI metrics;
    private final int rate;
    private final String source = "bench-dashboard-" + Long.toString(System.currentTimeMillis(), 36);
    private final Map<String, Long> sentAtMillis = new ConcurrentHashMap<>();
    private int next;
    private @Nullable Long onePage;

    /** @param rate sightings a second */
    StreamRun(RecordPublisher publisher, Browsers browsers, URI metrics, int rate) {
        this.publisher = publisher;
        this.browsers = browsers;
        this.metrics = metrics;
        this.rate = rate;
    }

    /** One case: so many pages, for so long. A case of one page is what those of the same round are compared with. */
    Map<String, @Nullable Object> round(int round, int pages, Duration length) throws InterruptedException {
        Delays delays = new Delays();
        delays.begin(0);
        sentAtMillis.clear();
        int sent;
        int resynchronised;
        try (Listeners listeners = new Listeners(source, sentAtMillis, delays).open(browsers, pages)) {
            sent = send(length);
            awaitAll(delays, (long) sent * pages);
            resynchronised = listeners.resynchronised();
        }
        Long p99 = delays.percentile(0.99);
        if (pages == 1) {
            onePage = p99;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("round", round);
        row.put("pages", pages);
        row.put("sent", sent);
        row.put("missed", (long) sent * pages - delays.counted());
        row.put("p50Millis", delays.percentile(0.5));
        row.put("p99Millis", p99);
        row.put("maxMillis", delays.percentile(1));
        row.put("p99OfOnePage", p99 == null || onePage == null ? null : Math.round(100.0 * p99 / onePage) / 100.0);
        row.put("resynchronised", resynchronised);
        row.put("residentMiB", residentMebibytes());
        return row;
    }

    /** At an even pace, whatever the pages do; the number of sightings. */
    private int send(Duration length) {
        long begin = System.nanoTime();
        long gap = 1_000_000_000L / rate;
        int events = (int) (length.toSeconds() * rate);
        for (int i = 0; i < events; i++) {
            long due = begin + i * gap;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            String id = Integer.toString(next++);
            sentAtMillis.put(id, System.currentTimeMillis());
            publisher.send(Topics.SIGHTINGS, source + "/" + id, sighting(id), sent -> {});
        }
        publisher.flush();
        return events;
    }

    private static void awaitAll(Delays delays, long expected) throws InterruptedException {
        long end = System.nanoTime() + LAST_ONES.toNanos();
        while (delays.counted() < expected && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }

    private Sighting sighting(String id) {
        Instant now = Instant.now();
        return Sighting.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(source)
                        .setEventId(id)
                        .setRevision(now)
                        .build())
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(now)
                .setPosition(Position.newBuilder()
                        .setLatitude(43.1)
                        .setLongitude(131.4)
                        .build())
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName("Cervus nippon")
                .setCount(1)
                .build();
    }

    /** Null if the dashboard's metrics can't be read. */
    private @Nullable Long residentMebibytes() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(metrics)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> (long) Double.parseDouble(line.substring(RESIDENT.length())) >> 20)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}

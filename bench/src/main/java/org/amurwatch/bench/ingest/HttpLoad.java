package org.amurwatch.bench.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clients that post sightings, and how they were answered. */
final class HttpLoad {

    static final List<String> COLUMNS = List.of(
            "case",
            "perRequest",
            "seconds",
            "offeredPerSecond",
            "acceptedPerSecond",
            "p50Millis",
            "p99Millis",
            "answers",
            "heapMiB");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI sightings;
    private final String key;
    private final int perRequest;
    private final int mostUnderWay;
    private final AtomicLong ids = new AtomicLong();
    private final String run = Long.toString(System.nanoTime(), 36);

    /**
     * @param perRequest events in one request
     * @param mostUnderWay requests that wait for an answer; more are not sent
     */
    HttpLoad(URI sightings, String key, int perRequest, int mostUnderWay) {
        this.sightings = sightings;
        this.key = key;
        this.perRequest = perRequest;
        this.mostUnderWay = mostUnderWay;
    }

    /** What came of one round. */
    record Outcome(double seconds, long offered, Map<Integer, Integer> answers, List<Long> acceptedMicros) {

        double acceptedRequestsPerSecond() {
            return acceptedMicros.size() / seconds;
        }

        /** The time that a share of the accepted requests did not exceed (nearest rank), in milliseconds. */
        private @Nullable Double percentile(double share) {
            if (acceptedMicros.isEmpty()) {
                return null;
            }
            List<Long> sorted = acceptedMicros.stream().sorted().toList();
            return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1)) / 1000.0;
        }

        Map<String, @Nullable Object> row(String name, int perRequest, long heapBytes) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("case", name);
            row.put("perRequest", perRequest);
            row.put("seconds", seconds);
            row.put("offeredPerSecond", offered * perRequest / seconds);
            row.put("acceptedPerSecond", acceptedRequestsPerSecond() * perRequest);
            row.put("p50Millis", percentile(0.5));
            row.put("p99Millis", percentile(0.99));
            row.put(
                    "answers",
                    new TreeMap<>(answers)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                                    .collect(Collectors.joining(", ")));
            row.put("heapMiB", heapBytes >> 20);
            return row;
        }
    }

    /** Each of so many clients sends its next request when the last one is answered. */
    Outcome asFastAsAnswered(int clients, Duration time) {
        return send(clients, 0, time);
    }

    /** Requests at a rate, answered or not; at most {@code mostUnderWay} wait for an answer. */
    Outcome atRate(double requestsPerSecond, Duration time) {
        return send(mostUnderWay, requestsPerSecond, time);
    }

    private Outcome send(int underWay, double requestsPerSecond, Duration time) {
        Semaphore room = new Semaphore(underWay);
        Map<Integer, Integer> answers = Collections.synchronizedMap(new TreeMap<>());
        List<Long> accepted = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> last = Collections.synchronizedList(new ArrayList<>());
        long begun = System.nanoTime();
        long until = begun + time.toNanos();
        long offered = 0;
        while (System.nanoTime() < until) {
            if (requestsPerSecond > 0) {
                LockSupport.parkNanos(begun + (long) (offered * 1e9 / requestsPerSecond) - System.nanoTime());
            }
            room.acquireUninterruptibly();
            offered++;
            long sentAt = System.nanoTime();
            CompletableFuture<?> answer = client.sendAsync(request(), HttpResponse.BodyHandlers.discarding())
                    .handle((response, problem) -> {
                        room.release();
                        int status = problem == null ? response.statusCode() : 0;
                        answers.merge(status, 1, Integer::sum);
                        if (status == 202) {
                            accepted.add((System.nanoTime() - sentAt) / 1000);
                        }
                        return null;
                    });
            if (offered % 100 == 0) {
                last.removeIf(CompletableFuture::isDone);
            }
            last.add(answer);
        }
        CompletableFuture.allOf(last.toArray(CompletableFuture[]::new)).join();
        return new Outcome((System.nanoTime() - begun) / 1e9, offered, answers, List.copyOf(accepted));
    }

    private HttpRequest request() {
        String body = IntStream.range(0, perRequest)
                .mapToObj(i -> sighting(run + "-" + ids.incrementAndGet()))
                .collect(Collectors.joining("\n"));
        return HttpRequest.newBuilder(sightings)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String sighting(String id) {
        return "{\"id\": \"" + id + "\", \"observedAt\": \"" + Instant.EPOCH.plusSeconds(1_700_000_000)
                + "\", \"location\": {\"latitude\": 43.1, \"longitude\": 131.4}, \"method\": \"CAMERA_TRAP\","
                + " \"station\": \"K-12\", \"scientificName\": \"Panthera pardus orientalis\", \"count\": 1,"
                + " \"classification\": {\"method\": \"MACHINE\", \"by\": \"SpeciesNet 4\", \"probability\": 0.93}}";
    }
}

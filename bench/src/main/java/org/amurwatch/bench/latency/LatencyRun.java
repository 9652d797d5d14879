package org.amurwatch.bench.latency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Publishes shots at a steady rate to a running system, each an incident by itself, and follows each to the receiver. */
final class LatencyRun {

    static final List<String> COLUMNS = List.of(
            "round",
            "stage",
            "sent",
            "arrived",
            "p50Millis",
            "p95Millis",
            "p99Millis",
            "maxMillis",
            "p50OfOneHop",
            "p99OfOneHop");

    private static final Duration READ_EVERY = Duration.ofSeconds(3);
    private static final Duration IN_FORCE = Duration.ofSeconds(60);
    private static final Duration LAST_ONES = Duration.ofSeconds(20);

    private final RecordPublisher publisher;
    private final Connection connection;
    private final String endpoint;
    private final int rate;
    private final Consumer<String> progress;
    private final Map<Stage, Delays> delays = new EnumMap<>(Stage.class);
    private final PhoneReading phone;
    private final String source = Ground.PREFIX + Long.toString(System.currentTimeMillis(), 36);
    private int next;

    /**
     * @param endpoint name of the phone's endpoint
     * @param rate events a second
     */
    LatencyRun(
            RecordPublisher publisher,
            Connection connection,
            String phone,
            String endpoint,
            int rate,
            Consumer<String> progress) {
        this.publisher = publisher;
        this.connection = connection;
        this.endpoint = endpoint;
        this.rate = rate;
        this.progress = progress;
        for (Stage stage : Stage.values()) {
            delays.put(stage, new Delays());
        }
        this.phone = new PhoneReading(phone, of(Stage.TO_RECEIVER), Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    List<Map<String, @Nullable Object>> measure(Duration warmUp, Duration length, int rounds)
            throws InterruptedException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (KafkaHops hops = new KafkaHops(connection, source, of(Stage.ONE_HOP), of(Stage.TO_DISPATCH)).start()) {
            reference(false);
            awaitInForce();
            progress.accept("Warming up for " + warmUp.toSeconds() + " s ...");
            send(warmUp);
            for (int round = 1; round <= rounds; round++) {
                progress.accept("Round " + round + " of " + rounds + ": " + rate + " events/s for " + length.toSeconds()
                        + " s ...");
                delays.values().forEach(stage -> stage.begin(System.currentTimeMillis()));
                int sent = send(length);
                awaitArrived(sent);
                for (Stage stage : Stage.values()) {
                    rows.add(row(round, stage, sent));
                }
            }
        } finally {
            reference(true);
        }
        return rows;
    }

    private void reference(boolean retired) {
        Ground.territories(retired)
                .forEach(territory -> publisher.send(Topics.TERRITORIES, territory.getId(), territory, sent -> {}));
        var team = Ground.team(endpoint, retired);
        publisher.send(Topics.PATROL_TEAMS, team.getId(), team, sent -> {});
        publisher.flush();
    }

    /** Sends one a second until one arrives: then the sectors and the team are known everywhere on the way. */
    private void awaitInForce() throws InterruptedException {
        progress.accept("Waiting until the first alert arrives ...");
        long end = System.nanoTime() + IN_FORCE.toNanos();
        while (of(Stage.TO_RECEIVER).seen() == 0) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "No alert reached the patrol phone within " + IN_FORCE.toSeconds()
                                + " s: is its endpoint named '" + endpoint
                                + "' (--endpoint), and what does './amurwatch deliveries' say? On a system"
                                + " that was measured before, the places are taken: begin anew with 'up --fresh'.");
            }
            publish();
            publisher.flush();
            Thread.sleep(1_000);
            phone.read();
        }
    }

    /** At an even pace, whatever the answers do; the number of events. */
    private int send(Duration length) throws InterruptedException {
        long begin = System.nanoTime();
        long nextRead = begin + READ_EVERY.toNanos();
        long gap = 1_000_000_000L / rate;
        int events = (int) (length.toSeconds() * rate);
        Thread reader = new Thread(this::readQuietly, "latency-phone");
        for (int i = 0; i < events; i++) {
            long due = begin + i * gap;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            publish();
            if (System.nanoTime() > nextRead && !reader.isAlive()) {
                // Beside the sending, which must keep its pace.
                reader = new Thread(this::readQuietly, "latency-phone");
                reader.start();
                nextRead = System.nanoTime() + READ_EVERY.toNanos();
            }
        }
        publisher.flush();
        reader.join();
        return events;
    }

    private void readQuietly() {
        try {
            phone.read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommandFailure e) {
            progress.accept(String.valueOf(e.getMessage()));
        }
    }

    private void publish() {
        if (next >= Ground.MOST_EVENTS) {
            throw CommandFailure.usage("There are places for " + Ground.MOST_EVENTS
                    + " events: shorten --seconds or --rounds, or lower --rate.");
        }
        EventKey key = new EventKey(source, Integer.toString(next));
        Instant now = Clock.systemUTC().instant();
        PoachingAlert shot = PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(key.sourceId())
                        .setEventId(key.eventId())
                        .setRevision(now)
                        .build())
                .setPurpose(connection.purpose())
                .setObservedAt(now)
                .setPosition(Ground.position(next))
                .setMethod(ObservationMethod.DIRECT)
                .setKind(AlertKind.GUNSHOT)
                .build();
        next++;
        publisher.send(Topics.POACHING_ALERTS, key.toString(), shot, sent -> {});
    }

    private void awaitArrived(int sent) throws InterruptedException {
        long end = System.nanoTime() + LAST_ONES.toNanos();
        phone.read();
        while (of(Stage.TO_RECEIVER).counted() < sent && System.nanoTime() < end) {
            Thread.sleep(500);
            phone.read();
        }
    }

    private Map<String, @Nullable Object> row(int round, Stage stage, int sent) {
        Delays own = of(stage);
        Delays hop = of(Stage.ONE_HOP);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("round", round);
        row.put("stage", stage.word());
        row.put("sent", sent);
        row.put("arrived", own.counted());
        row.put("p50Millis", own.percentile(0.5));
        row.put("p95Millis", own.percentile(0.95));
        row.put("p99Millis", own.percentile(0.99));
        row.put("maxMillis", own.percentile(1));
        row.put("p50OfOneHop", ratio(own.percentile(0.5), hop.percentile(0.5)));
        row.put("p99OfOneHop", ratio(own.percentile(0.99), hop.percentile(0.99)));
        return row;
    }

    /** A hop of less than a millisecond counts as one. */
    private static @Nullable Double ratio(@Nullable Long own, @Nullable Long hop) {
        return own == null || hop == null ? null : (double) own / Math.max(1, hop);
    }

    private Delays of(Stage stage) {
        return Objects.requireNonNull(delays.get(stage));
    }
}

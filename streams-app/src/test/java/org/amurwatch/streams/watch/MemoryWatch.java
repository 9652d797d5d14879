package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.activity.MemoryBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/** The ledger over maps in memory, with all that it sent. Can be restarted on the same maps. */
final class MemoryWatch {

    static final WatchRules RULES = new WatchRules(
            WatchRules.Silence.standard(new WatchRules.Asked("silent-camera", 2)),
            WatchRules.Baseline.standard(new WatchRules.Asked("people-at-night", 2)));

    private final StoredWatch.Maps maps =
            new StoredWatch.Maps(new MemoryBytes(), new MemoryBytes(), new MemoryBytes(), new MemoryBytes());
    final StoredWatch state = new StoredWatch(maps, new StreamsCodec<>(SectorEvent.class));
    final List<Signal> signals = new ArrayList<>();
    final SortedMap<String, Signal> open = new TreeMap<>();
    Function<Instant, WatchRules> rules = at -> RULES;
    private WatchLedger ledger = start();

    private WatchLedger start() {
        return new WatchLedger(
                new StoredWatch(maps, new StreamsCodec<>(SectorEvent.class)),
                Purpose.ACTUAL,
                () -> new NoMap(),
                at -> rules.apply(at));
    }

    void restart() {
        ledger = start();
    }

    void change(@Nullable LocatedEvent before, @Nullable LocatedEvent now, Instant at) {
        LocatedEvent any = now == null ? before : now;
        Provenance provenance = any.getDeployment() != null
                ? any.getDeployment().getProvenance()
                : any.getPoachingAlert().getProvenance();
        take(ledger.on(
                any.getPlacement().getTerritoryId(),
                ObservationChange.newBuilder()
                        .setEventKey(provenance.getSourceId() + "/" + provenance.getEventId())
                        .setBefore(before)
                        .setNow(now)
                        .build(),
                at));
    }

    /** It arrives when its own record says. */
    void add(LocatedEvent event) {
        change(null, event, event.getReceivedAt());
    }

    void due(Instant now) {
        due(now, now);
    }

    void due(Instant now, Instant latest) {
        take(ledger.due(now, latest));
    }

    private void take(List<Signal> sent) {
        for (Signal signal : sent) {
            signals.add(signal);
            if (signal.getEnded()) {
                open.remove(signal.getSignalId());
            } else {
                open.put(signal.getSignalId(), signal);
            }
        }
    }

    static LocatedEvent person(String id, String station, Instant observedAt, Duration lateness) {
        return person(id, station, observedAt, lateness, null);
    }

    static LocatedEvent person(
            String id, String station, Instant observedAt, Duration lateness, @Nullable Explanation explained) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(provenance(id))
                .setObservedAt(observedAt)
                .setPosition(position())
                .setStationId("cams/" + station)
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setExplained(explained)
                .build();
        return LocatedEvent.newBuilder()
                .setPoachingAlert(alert)
                .setPlacement(placement())
                .setReceivedAt(observedAt.plus(lateness))
                .setFreshnessMillis(lateness.toMillis())
                .build();
    }

    static LocatedEvent deployed(String id, String station, Instant start, @Nullable Instant end) {
        Deployment deployment = Deployment.newBuilder()
                .setProvenance(provenance(id))
                .setPosition(position())
                .setStationId("cams/" + station)
                .setStart(start)
                .setEnd(end)
                .build();
        return LocatedEvent.newBuilder()
                .setDeployment(deployment)
                .setPlacement(placement())
                .setReceivedAt(start)
                .setFreshnessMillis(0)
                .build();
    }

    private static Provenance provenance(String id) {
        return Provenance.newBuilder()
                .setSourceId("cams")
                .setEventId(id)
                .setRevision(Instant.EPOCH)
                .build();
    }

    private static Position position() {
        return Position.newBuilder().setLatitude(43.1).setLongitude(131.4).build();
    }

    private static Placement placement() {
        return Placement.newBuilder()
                .setTerritoryId("kedrovaya")
                .setSectorId("south")
                .setTimeZone("Asia/Vladivostok")
                .build();
    }

    /** A map without anything. */
    record NoMap() implements Places {

        @Override
        public double metresTo(PlaceKind kind, double latitude, double longitude) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public boolean crosses(
                PlaceKind kind, double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
            return false;
        }

        @Override
        public boolean barrierBetween(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
            return false;
        }

        @Override
        public Optional<Nearby> nearestKnownPoint(double latitude, double longitude, double withinMetres) {
            return Optional.empty();
        }
    }
}

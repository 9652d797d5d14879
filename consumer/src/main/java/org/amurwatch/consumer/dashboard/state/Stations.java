package org.amurwatch.consumer.dashboard.state;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;
import org.jspecify.annotations.Nullable;

/** Where cameras and sensors stand, by their deployments, and which are silent. Not for several threads. */
final class Stations {

    private final Clock clock;
    private final Map<String, Map<String, Watch>> watches = new HashMap<>();
    private final Map<String, String> stationOf = new HashMap<>();
    private final Map<String, Instant> lastEvents = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> touched = new HashSet<>();

    /** What is kept of a deployment. */
    private record Watch(
            Placement placement,
            Position position,
            Instant start,
            @Nullable Instant end,
            Instant revision) {}

    Stations(Clock clock) {
        this.clock = clock;
    }

    void deployment(String key, LocatedEvent located) {
        Deployment deployment = located.getDeployment();
        Watch known = watch(key);
        if (known != null && known.revision().isAfter(deployment.getProvenance().getRevision())) {
            return;
        }
        remove(key);
        if (deployment.getWithdrawn()) {
            return;
        }
        String station = deployment.getStationId();
        stationOf.put(key, station);
        watches.computeIfAbsent(station, id -> new HashMap<>())
                .put(
                        key,
                        new Watch(
                                located.getPlacement(),
                                deployment.getPosition(),
                                deployment.getStart(),
                                deployment.getEnd(),
                                deployment.getProvenance().getRevision()));
        touched.add(station);
    }

    /** A deployment is no more in this territory; if it is known in another, it moved there. */
    void gone(String key, String territory) {
        Watch known = watch(key);
        if (known != null && known.placement().getTerritoryId().equals(territory)) {
            remove(key);
        }
    }

    private @Nullable Watch watch(String key) {
        return watches.getOrDefault(stationOf.get(key), Map.of()).get(key);
    }

    private void remove(String key) {
        String station = stationOf.remove(key);
        if (station != null) {
            Optional.ofNullable(watches.get(station)).ifPresent(all -> all.remove(key));
            touched.add(station);
        }
    }

    void heard(@Nullable String station, Instant observedAt) {
        if (station != null) {
            lastEvents.merge(station, observedAt, (one, other) -> one.isAfter(other) ? one : other);
            touched.add(station);
        }
    }

    void silence(String station, boolean ended) {
        if (ended) {
            silent.remove(station);
        } else {
            silent.add(station);
        }
        touched.add(station);
    }

    /** Those that may have changed since the last call. */
    Set<String> touched() {
        Set<String> now = new HashSet<>(touched);
        touched.clear();
        return now;
    }

    /** How one stands; null: it has no deployment. */
    @Nullable
    StationItem item(String station) {
        Map<String, Watch> all = watches.getOrDefault(station, Map.of());
        Instant now = clock.instant();
        boolean active = all.values().stream()
                .anyMatch(watch -> watch.end() == null || watch.end().isAfter(now));
        return all.values().stream()
                .max(Comparator.comparing(Watch::start).thenComparing(watch -> Objects.toString(watch.end())))
                .map(latest -> new StationItem(
                        station,
                        latest.placement(),
                        latest.position(),
                        active,
                        silent.contains(station),
                        lastEvents.get(station)))
                .orElse(null);
    }
}

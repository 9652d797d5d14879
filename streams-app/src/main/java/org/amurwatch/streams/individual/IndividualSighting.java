package org.amurwatch.streams.individual;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SightingReference;

/**
 * One sighting of a known animal.
 *
 * @param identity the animal, as the source names it
 * @param eventKey source id / event id
 * @param event the sighting, located
 */
record IndividualSighting(Identity identity, String eventKey, LocatedEvent event) {

    /** By time, then event key: one order whatever the order of arrival. */
    static final Comparator<IndividualSighting> ORDER =
            Comparator.comparing(IndividualSighting::observedAt).thenComparing(IndividualSighting::eventKey);

    /** Rows of one station closer than this are one sighting: the field's rule, as for counts (docs/counting.md). */
    static final Duration INDEPENDENT = Duration.ofMinutes(30);

    Sighting sighting() {
        return event.getSighting();
    }

    Instant observedAt() {
        return sighting().getObservedAt();
    }

    Position position() {
        return sighting().getPosition();
    }

    ZoneId zone() {
        return ZoneId.of(event.getPlacement().getTimeZone());
    }

    /** Local day of its territory, as days since 1970. */
    int day() {
        return Math.toIntExact(LocalDate.ofInstant(observedAt(), zone()).toEpochDay());
    }

    SightingReference reference() {
        return SightingReference.newBuilder()
                .setEventKey(eventKey)
                .setObservedAt(observedAt())
                .setPosition(position())
                .setStationId(sighting().getStationId())
                .setTerritoryId(event.getPlacement().getTerritoryId())
                .setStatus(sighting().getIdentification().getStatus())
                .build();
    }

    /**
     * Those that are independent: of the rows of one station the first, and each that is 30 minutes or more after the last
     * that counted. What has no station stands for itself.
     *
     * @param ordered in {@link #ORDER}
     */
    static List<IndividualSighting> independent(List<IndividualSighting> ordered) {
        List<IndividualSighting> counted = new ArrayList<>();
        Map<String, Instant> last = new HashMap<>();
        for (IndividualSighting seen : ordered) {
            String station = seen.sighting().getStationId();
            Instant before = station == null ? null : last.get(station);
            if (before != null && seen.observedAt().isBefore(before.plus(INDEPENDENT))) {
                continue;
            }
            if (station != null) {
                last.put(station, seen.observedAt());
            }
            counted.add(seen);
        }
        return counted;
    }
}

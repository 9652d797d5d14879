package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/**
 * A station was heard of: something was observed there.
 *
 * @param live it was received within {@link #LIVE} of being observed: no card was read for it
 */
record Hearing(
        String stationId,
        String eventKey,
        Instant observedAt,
        boolean live,
        double latitude,
        double longitude,
        Placement placement,
        Purpose purpose) {

    static final Duration LIVE = Duration.ofHours(2);

    /** What an event says of its station; null where it has none, or where it does not count. */
    static @Nullable Hearing of(String eventKey, @Nullable LocatedEvent event, Purpose system) {
        if (event == null) {
            return null;
        }
        Observation seen = Observation.of(event);
        if (seen == null || seen.withdrawn() || !Purposes.counts(seen.purpose(), system)) {
            return null;
        }
        boolean wrongTime = seen.clockSuspect() && seen.provenance().getFile() != null;
        String stationId = seen.stationId();
        return wrongTime || stationId == null
                ? null
                : new Hearing(
                        stationId,
                        eventKey,
                        seen.observedAt(),
                        event.getFreshnessMillis() <= LIVE.toMillis(),
                        seen.position().getLatitude(),
                        seen.position().getLongitude(),
                        event.getPlacement(),
                        seen.purpose());
    }

    /** The night it belongs to, from noon to noon of the place: the local day on which the night begins. */
    int night() {
        return Math.toIntExact(
                LocalDate.ofInstant(observedAt.minus(Duration.ofHours(12)), ZoneId.of(placement.getTimeZone()))
                        .toEpochDay());
    }

    long hour() {
        return Math.floorDiv(observedAt.toEpochMilli(), Duration.ofHours(1).toMillis());
    }

    long day() {
        return Math.floorDiv(observedAt.toEpochMilli(), Duration.ofDays(1).toMillis());
    }
}

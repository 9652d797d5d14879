package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
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
        if (event.getSighting() != null) {
            Sighting seen = event.getSighting();
            boolean wrongTime = seen.getClockSuspect() && seen.getProvenance().getFile() != null;
            return seen.getWithdrawn() || wrongTime || !Purposes.counts(seen.getPurpose(), system)
                    ? null
                    : of(
                            eventKey,
                            event,
                            seen.getStationId(),
                            seen.getObservedAt(),
                            seen.getPosition(),
                            seen.getPurpose());
        }
        if (event.getPoachingAlert() != null) {
            PoachingAlert alert = event.getPoachingAlert();
            boolean wrongTime = alert.getClockSuspect() && alert.getProvenance().getFile() != null;
            return alert.getWithdrawn() || wrongTime || !Purposes.counts(alert.getPurpose(), system)
                    ? null
                    : of(
                            eventKey,
                            event,
                            alert.getStationId(),
                            alert.getObservedAt(),
                            alert.getPosition(),
                            alert.getPurpose());
        }
        return null;
    }

    private static @Nullable Hearing of(
            String eventKey,
            LocatedEvent event,
            @Nullable String stationId,
            Instant observedAt,
            Position position,
            Purpose purpose) {
        return stationId == null
                ? null
                : new Hearing(
                        stationId,
                        eventKey,
                        observedAt,
                        event.getFreshnessMillis() <= LIVE.toMillis(),
                        position.getLatitude(),
                        position.getLongitude(),
                        event.getPlacement(),
                        purpose);
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

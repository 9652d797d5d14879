package org.amurwatch.producer.dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a device was.
 *
 * @param provider who runs the device
 * @param device its maker's id
 * @param subjectName as what it is known; null where it is not said
 * @param wildlife whether it is said to be with an animal
 * @param animal the other system's word for the animal; null where it is not said
 */
public record TrackerFix(
        String provider,
        String device,
        @Nullable String subjectName,
        boolean wildlife,
        @Nullable String animal,
        Instant at,
        Position position) {

    /** Its id: the same for the same device and time. */
    public String id(String sourceId) {
        return StableUuid.of(sourceId, "fix", provider, device, at.toString());
    }

    /** The id of all fixes of the device within its hour (UTC). */
    String idOfHour(String sourceId) {
        return StableUuid.of(sourceId, "fix of hour", provider, device, hour().toString());
    }

    /**
     * Orders the fixes of an hour as statements about it: the earlier a fix, the later its revision, so that the first of
     * them holds in whatever order they come. It lies in the hour before, and so never ahead of a clock that is right.
     */
    Instant revisionInHour() {
        return hour().minus(Duration.between(hour(), at));
    }

    private Instant hour() {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}

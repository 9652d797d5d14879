package org.amurwatch.producer.dialect;

import java.time.Instant;
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
}

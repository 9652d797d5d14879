package org.amurwatch.consumer.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;
import org.jspecify.annotations.Nullable;

/**
 * That a version was released, and no word of what it said.
 *
 * @param at when it was released
 * @param zone in which its times are written
 * @param alert whether it was a poaching alert
 * @param withdrawn whether it took the event back
 */
record Told(int version, Instant at, ZoneId zone, boolean alert, boolean withdrawn, Purpose purpose) {

    static Told of(ReleasedEvent event) {
        return new Told(
                event.getVersion(),
                event.getReleasedAt(),
                zone(event.getTimeZone()),
                !event.getWithdrawn() && event.getSubject() == SubjectType.POACHING_ALERT && event.getKind() != null,
                event.getWithdrawn(),
                event.getPurpose());
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

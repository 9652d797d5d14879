package org.amurwatch.producer.dialect;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * One report of another system, in its own words for what it is.
 *
 * @param eventId its id here
 * @param revision when the statement was made
 * @param types its type; where several words may be its type, the first that a mapping knows is, or else the last, which is no free text
 * @param origin who says so
 * @param note free text, kept apart; null where there is none
 * @param reporter the person's name, kept apart; null where none is given
 */
public record StatedReport(
        String eventId,
        Instant revision,
        List<String> types,
        Instant observedAt,
        Position position,
        Origin origin,
        StatedDetails details,
        @Nullable String note,
        @Nullable String reporter) {

    public StatedReport {
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("A report has a type.");
        }
    }

    /** Who says so. */
    public enum Origin {
        /** One of our own: a ranger, a warden. */
        STAFF,
        /** A device, or a program that judges what devices send. */
        MACHINE,
        /** Anybody else. */
        OTHER
    }
}

package org.amurwatch.producer.camtrap;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as Camtrap DP writes them: ISO 8601 with an offset ({@code Z}, {@code +02:00}, {@code +0200}). */
final class FieldTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private FieldTime() {}

    /** The time, to the millisecond. */
    static Instant parse(String column, String text) throws UnusableRow {
        try {
            return exact(text);
        } catch (DateTimeParseException e) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text)
                    + " is no time with a zone; expected for instance 2020-05-30T02:57:37Z");
        }
    }

    /** As {@link #parse}; null where there is none that can be read. */
    static @Nullable Instant parseOrNull(@Nullable String text) {
        try {
            return text == null ? null : exact(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Instant exact(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return OffsetDateTime.parse(iso, FORMAT).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}

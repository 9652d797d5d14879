package org.amurwatch.producer.file;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/** A time as a person states it: ISO-8601, with an offset or a zone, so that it can mean one instant only. */
public final class StatedTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter();

    private StatedTime() {}

    /**
     * Reads a time, to milliseconds.
     *
     * @param stated such as {@code 2026-01-17T16:18:44+10:00}, {@code 2026-01-17T06:18Z} or
     *     {@code 2026-01-17T16:18[Asia/Vladivostok]}
     * @throws IllegalArgumentException with what is wrong, in words that follow the name of the option or field
     */
    public static Instant parse(String stated) {
        TemporalAccessor parsed;
        try {
            parsed = FORMAT.parseBest(stated, ZonedDateTime::from, LocalDateTime::from);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + stated
                    + "' is no time: expected ISO-8601 with an offset or a zone, such as 2026-01-17T16:18:44+10:00 or"
                    + " 2026-01-17T16:18[Asia/Vladivostok].");
        }
        if (parsed instanceof ZonedDateTime zoned) {
            if (Math.abs(zoned.getYear()) > 9_999) {
                throw new IllegalArgumentException(
                        "'" + stated + "' is no time of this age: expected a year of 4 digits.");
            }
            return Instant.ofEpochMilli(zoned.toInstant().toEpochMilli());
        }
        throw new IllegalArgumentException(stated
                + " says no zone, so it could be any of 24 hours: add an offset (+10:00, Z) or a zone"
                + " ([Asia/Vladivostok]).");
    }
}

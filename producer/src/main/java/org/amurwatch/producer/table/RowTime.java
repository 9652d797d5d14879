package org.amurwatch.producer.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * Times as a table writes them: by a pattern, in the zone of whoever made it. An offset that stands in the time itself wins over
 * the zone. A date alone is the beginning of its day.
 */
public final class RowTime {

    /** Seconds since 1970. */
    public static final String EPOCH_SECONDS = "epoch-seconds";

    /** Milliseconds since 1970. */
    public static final String EPOCH_MILLIS = "epoch-millis";

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final @Nullable String pattern;
    private final DateTimeFormatter format;
    private final @Nullable ZoneId zone;

    private RowTime(@Nullable String pattern, DateTimeFormatter format, @Nullable ZoneId zone) {
        this.pattern = pattern;
        this.format = format;
        this.zone = zone;
    }

    /**
     * @param pattern such as {@code dd-MMM-yy h:mm:ss a} (of Java's DateTimeFormatter, with English names), {@link
     *     #EPOCH_SECONDS} or {@link #EPOCH_MILLIS}; null: ISO 8601
     * @param zone of times that say none; null: there is none, and such a row can't be used
     * @throws CommandFailure (wrong usage) if the pattern is none
     */
    public static RowTime of(@Nullable String pattern, @Nullable ZoneId zone) {
        if (pattern == null || pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLIS)) {
            return new RowTime(pattern, ISO, zone);
        }
        try {
            // Strictly, so that the 31st of June is no 30th; 'y' would then ask for an era, 'u' is the year.
            DateTimeFormatter format = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(yearsOfNoEra(pattern))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            return new RowTime(pattern, format, zone);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("'" + pattern + "' is no pattern of a time (" + e.getMessage()
                    + "); expected for instance dd.MM.yyyy HH:mm:ss, epoch-seconds or epoch-millis.");
        }
    }

    /** @throws CommandFailure (wrong usage) if there is no such zone */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw CommandFailure.usage("Unknown time zone " + UnusableRow.shown(name)
                    + ": expected an IANA name such as Asia/Vladivostok, or an offset such as +10:00.");
        }
    }

    /** The time, to the millisecond. */
    public Instant parse(String column, String text) throws UnusableRow {
        try {
            if (EPOCH_SECONDS.equals(pattern)) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return EPOCH_MILLIS.equals(pattern) ? Instant.ofEpochMilli(Long.parseLong(text)) : formatted(column, text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text) + " is no time; expected "
                    + (pattern == null ? "ISO 8601 such as 2026-01-17T16:18:44" : pattern));
        }
    }

    private Instant formatted(String column, String text) throws UnusableRow {
        TemporalAccessor parsed =
                format.parseBest(text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned.toInstant().truncatedTo(ChronoUnit.MILLIS);
        }
        if (parsed instanceof OffsetDateTime offset) {
            return offset.toInstant().truncatedTo(ChronoUnit.MILLIS);
        }
        if (zone == null) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text)
                    + " says no zone, so it could be any of 24 hours: say in which zone the table is");
        }
        LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
        return local.atZone(zone).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String yearsOfNoEra(String pattern) {
        StringBuilder changed = new StringBuilder();
        boolean literal = false;
        for (char letter : pattern.toCharArray()) {
            literal ^= letter == '\'';
            changed.append(letter == 'y' && !literal ? 'u' : letter);
        }
        return changed.toString();
    }
}

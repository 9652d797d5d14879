package org.amurwatch.producer.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as Camtrap DP writes them: ISO 8601 with an offset ({@code Z}, {@code +02:00}, {@code +0200}). */
public final class FieldTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private FieldTime() {}

    /** The time, to the millisecond. */
    public static Instant parse(String column, String text) throws UnusableRow {
        try {
            return exact(text);
        } catch (DateTimeException e) {
            throw new UnusableRow(column + " " + UnusableRow.shown(text)
                    + " is no time with a zone; expected for instance 2020-05-30T02:57:37Z");
        }
    }

    /** As {@link #parse}; null where there is none that can be read. */
    public static @Nullable Instant parseOrNull(@Nullable String text) {
        try {
            return text == null ? null : exact(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant exact(String text) {
        Instant common = common(text);
        if (common != null) {
            return common;
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return OffsetDateTime.parse(iso, FORMAT).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The two forms that nearly all rows have, read without a formatter, which took a quarter of an import's time. */
    private static @Nullable Instant common(String text) {
        boolean utc = text.length() == 20 && text.charAt(19) == 'Z';
        boolean offset = text.length() == 25 && text.charAt(22) == ':';
        if ((!utc && !offset)
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int hours = number(text, 11, 13);
        int minutes = number(text, 14, 16);
        int seconds = number(text, 17, 19);
        int offsetHours = utc ? 0 : number(text, 20, 22);
        int offsetMinutes = utc ? 0 : number(text, 23, 25);
        char sign = text.charAt(19);
        if (hours > 23
                || minutes > 59
                || seconds > 59
                || offsetHours > 17
                || offsetMinutes > 59
                || (!utc && sign != '+' && sign != '-')) {
            return null;
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int offsetSeconds = (offsetHours * 60 + offsetMinutes) * 60;
        return Instant.ofEpochSecond(day * 86_400
                + hours * 3_600L
                + minutes * 60L
                + seconds
                - (sign == '-' ? -offsetSeconds : offsetSeconds));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new DateTimeException("No digit in a time");
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}

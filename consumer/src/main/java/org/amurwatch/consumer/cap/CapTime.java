package org.amurwatch.consumer.cap;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as CAP 1.2 writes them. */
public final class CapTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private CapTime() {}

    /** A time in whole seconds with its distance from UTC, which for UTC itself is {@code -00:00} (3.3.2). */
    public static String of(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        boolean utc = local.getOffset().getTotalSeconds() == 0;
        return TIME.format(local) + (utc ? "-00:00" : OFFSET.format(local));
    }
}

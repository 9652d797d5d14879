package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values as the cells of tables. */
final class Texts {

    /** Camtrap DP's years have four digits. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Texts() {}

    /** ISO 8601 in UTC, to the second: Camtrap DP has no fractions. */
    static @Nullable String seconds(@Nullable Instant time) {
        return time == null
                ? null
                : written(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** ISO 8601, the day in UTC. */
    static @Nullable String day(@Nullable Instant time) {
        return time == null
                ? null
                : LocalDate.ofInstant(written(time), ZoneOffset.UTC).toString();
    }

    /** A year that can't be written can't be right either: the nearest that can. */
    private static Instant written(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }

    /** In decimal, never with an exponent. */
    static @Nullable String plain(@Nullable Double number) {
        return number == null
                ? null
                : number == 0
                        ? "0"
                        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whole metres, rounded up, 1 at least; null where nothing is known. */
    static @Nullable Long wholeMetres(@Nullable Double metres) {
        return metres == null ? null : Math.max(1, (long) Math.ceil(metres));
    }

    /** A name that is a file of that name alone on any system. */
    static String fileName(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("..", "%2E%2E");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    /** An enum's value as tables write it; null for what says nothing. */
    static @Nullable String lower(Enum<?> value) {
        return value.name().equals("UNSPECIFIED")
                ? null
                : value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

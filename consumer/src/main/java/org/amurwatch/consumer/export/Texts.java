package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values as the cells of tables. */
final class Texts {

    private Texts() {}

    /** ISO 8601 in UTC, to the second: Camtrap DP has no fractions. */
    static @Nullable String seconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
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
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded.replace("..", "%2E%2E");
    }

    /** An enum's value as tables write it; null for what says nothing. */
    static @Nullable String lower(Enum<?> value) {
        return value.name().equals("UNSPECIFIED")
                ? null
                : value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

package org.amurwatch.streams.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and distances as people write them: a number, a space and a unit. */
final class Measures {

    /** A number without a sign. */
    private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,3})?)";

    private static final Pattern DURATION = Pattern.compile(NUMBER + " (s|min|h|d)");
    private static final Pattern DISTANCE = Pattern.compile(NUMBER + " (m|km)");
    private static final Map<String, Duration> UNITS = units();

    private Measures() {}

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("min", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        return units;
    }

    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(
                        UNITS.getOrDefault(matcher.group(2), Duration.ZERO).toMillis()));
        return Optional.of(Duration.ofMillis(millis.longValue()));
    }

    /** Metres. */
    static Optional<Double> distance(String text) {
        Matcher matcher = DISTANCE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double metres = Double.parseDouble(matcher.group(1));
        return Optional.of(matcher.group(2).equals("km") ? metres * 1_000 : metres);
    }

    /** In the largest unit that needs no fraction. */
    static String text(Duration duration) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            long millis = unit.getValue().toMillis();
            if (!duration.isZero() && duration.toMillis() % millis == 0) {
                return duration.toMillis() / millis + " " + unit.getKey();
            }
        }
        return plain(duration.toMillis() / 1_000.0) + " s";
    }

    static String text(double metres) {
        return metres >= 1_000 ? plain(metres / 1_000) + " km" : plain(metres) + " m";
    }

    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}

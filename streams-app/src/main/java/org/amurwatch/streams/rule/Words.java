package org.amurwatch.streams.rule;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a file writes for the constants of our enums: kinds of alerts as everywhere, all others in small letters with '-'. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Map<String, E> small(Class<E> type) {
        return by(type, Words::of);
    }

    static <E extends Enum<E>> Map<String, E> asTheyAre(Class<E> type) {
        return by(type, Enum::name);
    }

    /** mon to sun. */
    static Map<String, DayOfWeek> days() {
        return by(DayOfWeek.class, day -> of(day).substring(0, 3));
    }

    private static <E extends Enum<E>> Map<String, E> by(Class<E> type, Function<E, String> word) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(word, constant -> constant, (one, other) -> one, LinkedHashMap::new));
    }
}

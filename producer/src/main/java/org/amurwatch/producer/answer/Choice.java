package org.amurwatch.producer.answer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;

/** Reads one of a few words as people write them: in any case, with hyphens. */
public final class Choice {

    private Choice() {}

    /**
     * @param what is asked for, for the sentence
     * @throws CommandFailure (2) if it is none of them
     */
    static <E extends Enum<E>> E of(Class<E> type, String what, String stated) {
        String name = stated.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("Unknown " + what + " '" + stated + "': expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Choice::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** Its word: lower case, with hyphens. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Who says so: a role or a pseudonym. */
    public static String by(String stated) {
        if (stated.isBlank() || stated.length() > 100) {
            throw CommandFailure.usage(
                    "--by has 1 to 100 characters: a role such as duty-officer, or a pseudonym, never"
                            + " a person's name.");
        }
        return stated.strip();
    }
}

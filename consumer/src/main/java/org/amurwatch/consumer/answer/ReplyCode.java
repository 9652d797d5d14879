package org.amurwatch.consumer.answer;

import org.amurwatch.event.StableId;

/**
 * Four letters and digits by which a short message names an incident. Made from its id, so that nobody has to remember
 * which is whose; without vowels and look-alikes, so that they are no word and are read the same aloud. Of 20 incidents that
 * are open at once, two share a code in one of 1,700 cases; the one told last is meant then.
 */
public final class ReplyCode {

    static final int LENGTH = 4;

    private static final String LETTERS = "2345679CDFGHJKMNPQRTVWXY";

    private ReplyCode() {}

    /** The code of an incident. */
    public static String of(String incidentId) {
        long number = Long.parseLong(StableId.of("reply", incidentId).substring(0, 12), 16);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt((int) (number % LETTERS.length())));
            number /= LETTERS.length();
        }
        return code.toString();
    }

    /** Whether a word may be a code: of an open incident it is only if there is such a one. */
    static boolean mayBe(String word) {
        return word.length() == LENGTH && word.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }
}

package org.amurwatch.streams.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant to write. */
final class Nearest {

    private Nearest() {}

    /** "Did you mean ...?" if something known is near, else the known ones. */
    static String hint(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(written, word) <= Math.max(1, Math.min(3, word.length() / 3)))
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "Did you mean '" + word + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? "None is known here."
                        : "Known are "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    /**
     * Letters to insert, remove, exchange or swap with the next to make one of the other (Levenshtein 1966, with the swaps of
     * Damerau 1964), capitals and small letters alike.
     */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] beforeThat = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(before[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeThat[j - 2] + 1);
                }
            }
            beforeThat = before;
            before = row;
        }
        return before[b.length()];
    }
}

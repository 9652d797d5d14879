package org.amurwatch.consumer.answer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.wording.Languages;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote back: a digit or a few words in any of our languages, and perhaps the code of an incident.
 *
 * @param choice null: not understood
 * @param code as it was written, in capitals; null: none
 */
record ReplyText(@Nullable AnswerChoice choice, @Nullable String code) {

    /** Longer ones are no answers. */
    private static final int MOST_LETTERS = 160;

    /** The words of all languages, by what they say. */
    static final class Vocabulary {

        private final Map<String, AnswerChoice> words = new HashMap<>();

        Vocabulary(Languages languages) {
            Stream.concat(AnswerChoice.WHILE_OPEN.stream(), AnswerChoice.ENDS.stream())
                    .forEach(choice -> Languages.ALL.forEach(language -> Arrays.stream(
                                    languages.of(language).word(key(choice)).split("\\|", -1))
                            .map(Vocabulary::plain)
                            .forEach(words -> this.words.put(words, choice))));
        }

        private static String key(AnswerChoice choice) {
            return "reply."
                    + (choice.outcome() == null
                            ? choice.kind().name()
                            : choice.outcome().name());
        }

        ReplyText read(String text) {
            String code = null;
            List<String> rest = new ArrayList<>();
            for (String word : plain(text.substring(0, Math.min(text.length(), MOST_LETTERS)))
                    .split(" ", -1)) {
                String capitals = word.toUpperCase(Locale.ROOT);
                if (code == null && ReplyCode.mayBe(capitals)) {
                    code = capitals;
                } else {
                    rest.add(word);
                }
            }
            return new ReplyText(text.length() > MOST_LETTERS ? null : words.get(String.join(" ", rest)), code);
        }

        /** Small letters, digits and single spaces: how people write it does not matter. */
        private static String plain(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replace('ё', 'е')
                    .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                    .strip();
        }
    }

    Optional<AnswerChoice> answer() {
        return Optional.ofNullable(choice);
    }

    /** Whether it would close an incident, which must not be the wrong one. */
    boolean closes() {
        return choice != null && choice.kind() == ResponseKind.CLOSED;
    }
}

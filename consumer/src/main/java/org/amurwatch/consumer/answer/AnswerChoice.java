package org.amurwatch.consumer.answer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.ResponseKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a team may answer.
 *
 * @param outcome what it was found to be, with CLOSED alone
 */
public record AnswerChoice(ResponseKind kind, @Nullable Outcome outcome) {

    /** What a team may say while the incident is open. */
    static final List<AnswerChoice> WHILE_OPEN = Stream.of(
                    ResponseKind.ON_THE_WAY, ResponseKind.ACKNOWLEDGED, ResponseKind.ARRIVED, ResponseKind.NOT_US)
            .map(kind -> new AnswerChoice(kind, null))
            .toList();

    /** How it may end: what was nothing first, since that is said most. */
    static final List<AnswerChoice> ENDS = Stream.of(
                    Outcome.DETECTOR_ERROR,
                    Outcome.ANIMAL,
                    Outcome.OUR_STAFF,
                    Outcome.PERMITTED_PERSON,
                    Outcome.POACHING_CONFIRMED,
                    Outcome.SIGN_WITHOUT_PERSON,
                    Outcome.NOT_REACHED)
            .map(AnswerChoice::closed)
            .toList();

    /** That it is over, and what it was found to be. */
    public static AnswerChoice closed(Outcome outcome) {
        return new AnswerChoice(ResponseKind.CLOSED, outcome);
    }

    /** One of those that are offered, by its {@link #value}. */
    public static Optional<AnswerChoice> of(@Nullable String value) {
        return Stream.concat(WHILE_OPEN.stream(), ENDS.stream())
                .filter(choice -> choice.value().equals(value))
                .findFirst();
    }

    /** As a form carries it: {@code on-the-way}, {@code closed-animal}. */
    String value() {
        String value = outcome == null ? kind.name() : kind.name() + "-" + outcome.name();
        return value.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of its words, as the team says it. */
    String wordKey() {
        return outcome == null ? "answer." + kind.name() : "outcome." + outcome.name();
    }
}

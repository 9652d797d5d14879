package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds selectors and rules that are written well and can never find anything. Each answer is a sentence. */
final class NeverMatches {

    private NeverMatches() {}

    static List<String> of(Selector selector) {
        List<String> sentences = new ArrayList<>();
        if (selector.subjects().isEmpty()) {
            sentences.add("This can never match: name 'kinds', 'species' or 'signals'.");
        }
        bands(selector, sentences);
        sun(selector, sentences);
        people(selector, sentences);
        animals(selector, sentences);
        all(selector, Condition.Hours.class)
                .flatMap(hours -> hours.parts().stream())
                .filter(part -> part.from().equals(part.to()))
                .forEach(part -> sentences.add("Hours from " + part.from() + " to " + part.to()
                        + " are the whole day or nothing: leave 'hours' out, or write other ones."));
        return sentences;
    }

    /** Where a rule is no narrower than the greatest age of all it takes, its maxAge does nothing. */
    static Optional<String> maxAge(Duration maxAge, List<Selector> selectors) {
        boolean ageless = selectors.stream()
                .flatMap(selector -> selector.kinds().stream())
                .anyMatch(kind -> MaxAge.of(kind).isEmpty());
        Optional<Duration> greatest = selectors.stream()
                .flatMap(selector -> Stream.concat(
                        selector.kinds().stream().flatMap(kind -> MaxAge.of(kind).stream()),
                        selector.species().isEmpty() ? Stream.empty() : Stream.of(MaxAge.OF_SIGHTINGS)))
                .max(Duration::compareTo);
        return greatest.filter(age -> !ageless && maxAge.compareTo(age) >= 0)
                .map(age -> "'maxAge' may only be narrower than what the kinds have anyway: expected less than "
                        + Measures.text(age) + ", but found " + Measures.text(maxAge) + ".");
    }

    private static <C extends Condition> Stream<C> all(Selector selector, Class<C> type) {
        return selector.conditions().stream().filter(type::isInstance).map(type::cast);
    }

    private static void bands(Selector selector, List<String> sentences) {
        all(selector, Condition.Near.class).forEach(near -> all(selector, Condition.Far.class)
                .filter(far -> far.zone() == near.zone() && far.metres() >= near.metres())
                .forEach(far -> sentences.add("Nothing is farther than " + Measures.text(far.metres()) + " and within "
                        + Measures.text(near.metres()) + " of a " + Words.of(near.zone())
                        + ": this can never match.")));
    }

    private static void sun(Selector selector, List<String> sentences) {
        double highest = all(selector, Condition.SunBelow.class)
                .mapToDouble(Condition.SunBelow::degrees)
                .min()
                .orElse(91);
        double lowest = all(selector, Condition.SunAbove.class)
                .mapToDouble(Condition.SunAbove::degrees)
                .max()
                .orElse(-91);
        if (lowest >= highest) {
            sentences.add("The sun can't be below " + Measures.plain(highest) + " degrees and at "
                    + Measures.plain(lowest) + " or above: this can never match.");
        }
    }

    private static void people(Selector selector, List<String> sentences) {
        all(selector, Condition.UsualPeople.class)
                .filter(people -> people.from() >= people.below())
                .forEach(people -> sentences.add("No place has from " + Measures.plain(people.from()) + " and below "
                        + Measures.plain(people.below()) + " people in a week: this can never match."));
    }

    /** What is asked of animals alone, or of signs of people alone. */
    private static void animals(Selector selector, List<String> sentences) {
        boolean animalsAlone = selector.kinds().isEmpty() && selector.signals().isEmpty();
        if (selector.species().isEmpty()
                && all(selector, Condition.Individual.class).anyMatch(Condition.Individual::known)) {
            sentences.add("Only animals are known as individuals, and no 'species' is named: this can never match.");
        }
        if (animalsAlone && selector.explained() == Selector.Explained.ONLY) {
            sentences.add("Animals are never explained: this can never match.");
        }
        if (animalsAlone && all(selector, Condition.Suspected.class).anyMatch(Condition.Suspected::suspected)) {
            sentences.add("Animals are never suspected of poaching: this can never match.");
        }
    }
}

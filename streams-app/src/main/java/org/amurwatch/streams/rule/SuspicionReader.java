package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the table {@code suspicion} of a set. */
final class SuspicionReader {

    private static final double GREATEST = 1_000;

    private SuspicionReader() {}

    static SuspicionScore read(Node node, Mistakes mistakes) {
        YamlMap table = YamlMap.of("'suspicion'", node, mistakes);
        double base = table.require("base", "a number: the log-odds of an event of which nothing else is known")
                .map(value -> table.number("base", value, -GREATEST, GREATEST))
                .orElse(0.0);
        List<SuspicionScore.Term> terms = new ArrayList<>();
        table.require("weights", "a list of weights, each with of, weight and reason")
                .ifPresent(list -> table.list("weights", list)
                        .forEach(value -> terms.add(term(YamlMap.of("a weight", value, mistakes)))));
        table.finish();
        return new SuspicionScore(base, terms);
    }

    private static SuspicionScore.Term term(YamlMap map) {
        List<SuspicionScore.Factor> factors = new ArrayList<>();
        map.require("of", "a list of one or more figures, such as [dark, log village]")
                .ifPresent(list ->
                        map.list("of", list).forEach(value -> factor(map, value).ifPresent(factors::add)));
        double weight = map.require("weight", "a number: what it adds to the log-odds")
                .map(value -> map.number("weight", value, -GREATEST, GREATEST))
                .orElse(0.0);
        String reason = map.require("reason", "why it should be so")
                .flatMap(value -> map.text("reason", value))
                .orElse("");
        map.finish();
        return new SuspicionScore.Term(factors, weight, reason);
    }

    private static Optional<SuspicionScore.Factor> factor(YamlMap map, Node value) {
        Optional<String> text = map.text("of", value);
        Optional<SuspicionScore.Factor> factor = text.flatMap(Covariates::factor);
        if (text.isPresent() && factor.isEmpty()) {
            Optional<String> name = Covariates.name(text.get());
            map.mistakes()
                    .add(
                            value,
                            name.isEmpty()
                                    ? "Expected a figure in 'of', such as dark, 'log village' or 'usualPeople < 3', but"
                                            + " found '" + text.get() + "'."
                                    : "'" + name.get() + "' is no figure of an event. "
                                            + Nearest.hint(
                                                    name.get(),
                                                    Covariates.byName().keySet()));
        }
        return factor;
    }
}

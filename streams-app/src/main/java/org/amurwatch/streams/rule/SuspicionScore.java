package org.amurwatch.streams.rule;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * How odd one event is by itself, in log-odds: a base and weights, each times what is known of the event. Weights come from a
 * rule set, with their reasons: whoever tunes them changes data.
 */
public record SuspicionScore(double base, List<Term> terms) {

    public SuspicionScore {
        terms = List.copyOf(terms);
    }

    public double of(RuleEvent event, Surroundings surroundings) {
        double score = base;
        for (Term term : terms) {
            score += term.of(event, surroundings);
        }
        return score;
    }

    /**
     * A weight times the product of its factors.
     *
     * @param reason why it should be so
     */
    public record Term(List<Factor> factors, double weight, String reason) {

        public Term {
            factors = List.copyOf(factors);
        }

        double of(RuleEvent event, Surroundings surroundings) {
            return weight == 0 ? 0 : weight * figure(event, surroundings);
        }

        /** The product of its factors. */
        public double figure(RuleEvent event, Surroundings surroundings) {
            double product = 1;
            for (Factor factor : factors) {
                product *= factor.value().applyAsDouble(event, surroundings);
                if (product == 0) {
                    return 0;
                }
            }
            return product;
        }
    }

    /**
     * A figure of one event.
     *
     * @param text as the file writes it
     * @param value never NaN
     */
    public record Factor(String text, ToDoubleBiFunction<RuleEvent, Surroundings> value) {}
}

package org.amurwatch.streams.activity;

import java.util.Map;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.jspecify.annotations.Nullable;

/**
 * From which probability a machine's label of a species is counted.
 *
 * @param otherwise for classifiers that are not named, 0 to 1
 * @param byClassifier by name and version of the classifier ({@code Classification.by})
 */
public record CountingThresholds(double otherwise, Map<String, Double> byClassifier) {

    /** 0.8 for a species, whatever the classifier. */
    public static final CountingThresholds STANDARD = new CountingThresholds(0.8, Map.of());

    public CountingThresholds {
        byClassifier = Map.copyOf(byClassifier);
        requireProbability(otherwise, "other classifiers");
        byClassifier.forEach((classifier, threshold) -> requireProbability(threshold, classifier));
    }

    /**
     * Whether a label is below its threshold. A person's label never is, whatever number stands beside it: one real package
     * has a constant 0.5 on rows of people. A machine's label without a probability is taken at its word.
     */
    public boolean unverified(@Nullable Classification classification) {
        if (classification == null || classification.getMethod() != ClassificationMethod.MACHINE) {
            return false;
        }
        Double probability = classification.getProbability();
        String classifier = classification.getBy();
        double threshold = classifier == null ? otherwise : byClassifier.getOrDefault(classifier, otherwise);
        return probability != null && probability < threshold;
    }

    private static void requireProbability(double threshold, String classifier) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("The threshold of " + classifier
                    + " is a probability between 0 and 1; got " + threshold + ". The standard is 0.8.");
        }
    }
}

package org.amurwatch.streams.watch;

import java.util.List;

/**
 * Counts of a station in nights in which it was active: its history.
 *
 * @param counts one per night, nights without any among them
 */
record NightCounts(List<Integer> counts) {

    NightCounts {
        counts = List.copyOf(counts);
    }

    int nights() {
        return counts.size();
    }

    long sum() {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }

    double mean() {
        return counts.isEmpty() ? 0 : (double) sum() / counts.size();
    }

    int greatest() {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How much more they vary than by chance: sample variance less mean. */
    double excessVariance() {
        if (counts.size() < 2) {
            return 0;
        }
        double mean = mean();
        double squares = counts.stream()
                .mapToDouble(count -> (count - mean) * (count - mean))
                .sum();
        return squares / (counts.size() - 1) - mean;
    }
}

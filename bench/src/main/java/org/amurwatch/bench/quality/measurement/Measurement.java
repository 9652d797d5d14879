package org.amurwatch.bench.quality.measurement;

import java.util.List;
import org.amurwatch.bench.quality.score.Bounds;

/**
 * All policies on the same worlds.
 *
 * @param variant what sets these worlds apart, such as {@code as set} or {@code 80 incursions a year}
 * @param bounds of all worlds together
 */
public record Measurement(String variant, List<PolicyQuality> policies, Bounds bounds) {

    public Measurement {
        policies = List.copyOf(policies);
    }
}

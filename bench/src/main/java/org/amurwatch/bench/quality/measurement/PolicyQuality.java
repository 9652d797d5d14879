package org.amurwatch.bench.quality.measurement;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.Outcome;
import org.amurwatch.bench.quality.score.Score;

/**
 * What was measured of one policy.
 *
 * @param asMade at its makers' setting, all seeds together
 * @param setting that setting in words
 * @param curve by pages a day
 * @param bySeed in the order of the seeds
 */
public record PolicyQuality(
        String policy, String setting, Outcome asMade, Map<Integer, CurvePoint> curve, Map<Long, SeedQuality> bySeed) {

    /**
     * What was found with the knobs that were best on the training worlds at a number of pages a day.
     *
     * @param chosen the setting
     * @param score on the seeds measured, where the pages may be a little more or fewer
     */
    public record CurvePoint(Contestant chosen, Score score) {}

    /** One seed alone. */
    public record SeedQuality(Outcome asMade, Map<Integer, Score> curve) {
        public SeedQuality {
            curve = Collections.unmodifiableMap(new TreeMap<>(curve));
        }
    }

    public PolicyQuality {
        curve = Collections.unmodifiableMap(new TreeMap<>(curve));
        bySeed = Collections.unmodifiableMap(new TreeMap<>(bySeed));
    }
}

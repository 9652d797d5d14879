package org.amurwatch.bench.quality.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.bench.quality.score.Contestant;

/**
 * A policy as it goes into the measurement.
 *
 * @param name of its family
 * @param asMade at its makers' setting
 * @param byPagesPerDay what found most on the training worlds at no more than so many pages a day
 */
public record TunedPolicy(String name, Contestant asMade, Map<Integer, Contestant> byPagesPerDay) {

    public TunedPolicy {
        byPagesPerDay = Collections.unmodifiableMap(new TreeMap<>(byPagesPerDay));
    }
}

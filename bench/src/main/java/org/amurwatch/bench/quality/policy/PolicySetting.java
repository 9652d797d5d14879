package org.amurwatch.bench.quality.policy;

import java.util.function.Function;
import org.amurwatch.producer.simulation.FieldMap;

/**
 * A policy with its knobs at one setting.
 *
 * @param label the knobs in words, such as {@code count 2, probability 0.5}
 * @param policy a new one for a run in the place of the map
 */
public record PolicySetting(String label, Function<FieldMap, Policy> policy) {}

package org.amurwatch.bench.quality.policy;

import java.util.List;

/**
 * A policy and all settings of its knobs that are tried.
 *
 * @param name as in reports, such as {@code page-all}
 * @param asMade the setting as its makers would choose it
 * @param knobs all settings to choose from for the curve, asMade among them
 */
public record PolicyFamily(String name, PolicySetting asMade, List<PolicySetting> knobs) {

    public PolicyFamily {
        knobs = List.copyOf(knobs);
    }
}

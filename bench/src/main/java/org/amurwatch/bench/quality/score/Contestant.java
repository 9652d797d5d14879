package org.amurwatch.bench.quality.score;

import java.util.OptionalInt;
import org.amurwatch.bench.quality.policy.PolicySetting;

/**
 * A policy at one setting, read by people who read at most so many pages a day.
 *
 * @param cap pages a day; empty for all
 */
public record Contestant(PolicySetting setting, OptionalInt cap) {

    /** All its pages are read. */
    public static Contestant uncapped(PolicySetting setting) {
        return new Contestant(setting, OptionalInt.empty());
    }

    /** The setting, and the cap if there is one, in words. */
    public String label() {
        return setting.label() + (cap.isPresent() ? ", first " + cap.getAsInt() + " a day" : "");
    }
}

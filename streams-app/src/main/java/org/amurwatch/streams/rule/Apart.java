package org.amurwatch.streams.rule;

import org.amurwatch.streams.territory.Ground;

/** How far events are apart. */
final class Apart {

    private Apart() {}

    static double metres(RuleEvent one, RuleEvent other) {
        return Ground.metres(one.latitude(), one.longitude(), other.latitude(), other.longitude());
    }

    static boolean within(RuleEvent one, RuleEvent other, double metres) {
        // A degree of latitude is the same everywhere: most events that are too far are seen to be so without a sine.
        return Math.abs(one.latitude() - other.latitude()) * Ground.METRES_PER_DEGREE <= metres + 1
                && metres(one, other) <= metres;
    }
}

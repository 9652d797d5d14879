package org.amurwatch.streams.rule;

/** What a rule looks for; the exact meaning of each stands in docs/rules.md. */
public enum RuleKind {
    /** N events or more within a distance of one of them and within a time. One event is the simplest of it. */
    THRESHOLD,
    /** One event, then another near it, then perhaps a third. */
    SEQUENCE,
    /** Events of several kinds near each other in any order, from different sources. */
    TOGETHER,
    /** Something that should be heard of is silent. Comes as a signal. */
    ABSENCE,
    /** More than the history of the place lets expect. Comes as a signal. */
    BASELINE,
    /** Signs on two sides of a line, an animal that was on both, or something that comes near a place. */
    CROSSING,
    /** Sightings that one animal could not have walked between. Comes as a signal. */
    MOVEMENT
}

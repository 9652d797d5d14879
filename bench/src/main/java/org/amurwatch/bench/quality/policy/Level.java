package org.amurwatch.bench.quality.policy;

/** What a page asks for. */
public enum Level {
    /** The duty officer looks at the picture. */
    REVIEW,
    /** A team is sent. */
    DISPATCH
}

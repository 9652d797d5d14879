package org.amurwatch.consumer.feed;

import java.util.Set;

/** Who may read which feeds that are not public. */
@FunctionalInterface
public interface FeedAccess {

    /** The ids of the agreements that a token opens; empty for a token that nobody has. */
    Set<String> agreements(String token);
}

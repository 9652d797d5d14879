package org.amurwatch.producer.source;

import java.util.Set;
import org.amurwatch.producer.live.LiveKind;

/**
 * What the holder of a key may do.
 *
 * @param sourceId whose statements it sends
 * @param kinds what it may send
 */
public record SourceGrant(String sourceId, Set<LiveKind> kinds) {

    public SourceGrant {
        kinds = Set.copyOf(kinds);
    }
}

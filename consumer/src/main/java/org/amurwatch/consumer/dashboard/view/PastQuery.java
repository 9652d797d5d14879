package org.amurwatch.consumer.dashboard.view;

import java.time.Instant;
import org.amurwatch.consumer.dashboard.past.PastKey;
import org.jspecify.annotations.Nullable;

/**
 * Which period somebody asks for.
 *
 * @param from the first moment
 * @param to the first moment that is not in it any more
 * @param after the last of the page before; null: from the beginning
 * @param limit how many at most
 */
public record PastQuery(Instant from, Instant to, @Nullable PastKey after, int limit) {

    PastQuery after(PastKey last) {
        return new PastQuery(from, to, last, limit);
    }
}

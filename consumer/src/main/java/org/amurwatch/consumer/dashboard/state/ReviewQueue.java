package org.amurwatch.consumer.dashboard.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;

/** What waits for a person to look at, and the newest that were judged. Not for several threads. */
final class ReviewQueue {

    private static final int MOST_WAITING = 2_000;
    private static final int MOST_JUDGED = 200;

    private final ParkState state;
    private final Map<String, ReviewItem> last = new LinkedHashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> judged = new LinkedHashSet<>();

    ReviewQueue(ParkState state) {
        this.state = state;
    }

    /** The same record again changes nothing, and an older one does not come back while the newer is kept. */
    void take(ReviewItem item) {
        String key = item.getEventKey();
        ReviewItem before = last.get(key);
        if (item.getPurpose() == Purpose.CANARY
                || (before != null && before.getChangedAt().isAfter(item.getChangedAt()))) {
            return;
        }
        forget(key);
        if (item.getState() == ReviewState.EXPIRED) {
            state.remove(Kind.REVIEW, key);
            return;
        }
        last.put(key, item);
        boolean open = item.getState() == ReviewState.OPEN;
        (open ? waiting : judged).add(key);
        state.put(new ReviewEntry(item));
        makeRoom(waiting, MOST_WAITING);
        makeRoom(judged, MOST_JUDGED);
    }

    private void makeRoom(Set<String> keys, int most) {
        if (keys.size() > most) {
            String eldest = keys.iterator().next();
            forget(eldest);
            state.remove(Kind.REVIEW, eldest);
        }
    }

    private void forget(String key) {
        last.remove(key);
        waiting.remove(key);
        judged.remove(key);
    }
}

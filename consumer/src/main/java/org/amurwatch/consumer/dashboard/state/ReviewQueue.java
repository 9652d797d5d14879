package org.amurwatch.consumer.dashboard.state;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;

/**
 * What waits for a person to look at, and the newest that were judged. An event near a border may be evidence in two sectors:
 * it waits once, as long as it does in either, for one verdict is about both. Not for several threads.
 */
final class ReviewQueue {

    private static final int MOST_WAITING = 2_000;
    private static final int MOST_JUDGED = 200;

    private static final Comparator<ReviewItem> WAITING_FIRST = Comparator.comparing(ReviewQueue::waits)
            .reversed()
            .thenComparing(ReviewItem::getChangedAt, Comparator.reverseOrder())
            .thenComparing(ReviewItem::getSectorId);

    private final ParkState state;
    private final Map<String, Map<String, ReviewItem>> byEventAndSector = new HashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Set<String> judged = new LinkedHashSet<>();

    ReviewQueue(ParkState state) {
        this.state = state;
    }

    private static boolean waits(ReviewItem item) {
        return item.getState() == ReviewState.OPEN;
    }

    /** The same record again changes nothing, and an older one does not come back while the newer is kept. */
    void take(ReviewItem item) {
        if (item.getPurpose() == Purpose.CANARY) {
            return;
        }
        Map<String, ReviewItem> sectors = byEventAndSector.computeIfAbsent(item.getEventKey(), none -> new HashMap<>());
        ReviewItem before = sectors.get(item.getSectorId());
        if (before == null || !before.getChangedAt().isAfter(item.getChangedAt())) {
            if (item.getState() == ReviewState.EXPIRED) {
                sectors.remove(item.getSectorId());
            } else {
                sectors.put(item.getSectorId(), item);
            }
        }
        show(item.getEventKey(), sectors.values().stream().min(WAITING_FIRST));
    }

    private void show(String key, Optional<ReviewItem> shown) {
        if (shown.isEmpty()) {
            forget(key);
            return;
        }
        boolean waits = waits(shown.get());
        (waits ? judged : waiting).remove(key);
        (waits ? waiting : judged).add(key);
        state.put(new ReviewEntry(shown.get()));
        makeRoom(waiting, MOST_WAITING);
        makeRoom(judged, MOST_JUDGED);
    }

    private void makeRoom(Set<String> keys, int most) {
        if (keys.size() > most) {
            forget(keys.iterator().next());
        }
    }

    private void forget(String key) {
        byEventAndSector.remove(key);
        waiting.remove(key);
        judged.remove(key);
        state.remove(Kind.REVIEW, key);
    }
}

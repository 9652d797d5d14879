package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.amurwatch.streams.rule.EventHistory;
import org.amurwatch.streams.rule.IndexedHistory;
import org.jspecify.annotations.Nullable;

/**
 * The events of one sector and purpose that rules may still need. Urgent ones stand apart from what rules look through: they
 * belong to nothing else.
 */
final class SectorHistory {

    private final String sectorId;
    private final Map<String, KeptEvent> events = new HashMap<>();
    private final EventHistory index = new IndexedHistory();

    /** When an event is to be looked at again, whether it can go. One for each event, and some that no longer hold. */
    private final PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparing(Look::at));

    private record Look(Instant at, String key) {}

    SectorHistory(String sectorId) {
        this.sectorId = sectorId;
    }

    /** What rules look through. */
    EventHistory index() {
        return index;
    }

    @Nullable
    KeptEvent get(String key) {
        return events.get(key);
    }

    /** All events, in order of their keys. */
    List<KeptEvent> all() {
        return events.values().stream()
                .sorted(Comparator.comparing(KeptEvent::key))
                .toList();
    }

    int size() {
        return events.size();
    }

    /** Takes in a row of the store. */
    void restore(KeptEvent event) {
        hold(event);
        looks.add(new Look(event.event().observedAt(), event.key()));
    }

    /** Adds an event, or puts it in the place of the one with its key. */
    void put(KeptEvent event, Effects effects) {
        if (!events.containsKey(event.key())) {
            looks.add(new Look(event.event().observedAt(), event.key()));
        }
        hold(event);
        effects.history().put(event.key(), HistoryEntries.row(sectorId, event));
    }

    private void hold(KeptEvent event) {
        KeptEvent before = events.put(event.key(), event);
        boolean unchanged = before != null && before.event().equals(event.event());
        if (!unchanged && !Urgency.isUrgent(event.event())) {
            index.put(event.event());
        }
    }

    void remove(String key, Effects effects) {
        if (events.remove(key) != null) {
            index.remove(key);
            effects.history().put(key, null);
        }
    }

    /**
     * Lets go what is older than {@code keep}; a few at a time, so that no event waits for long.
     *
     * @param needed what is to stay though it is old
     * @param most how many are looked at
     */
    void forget(Instant now, Duration keep, Predicate<KeptEvent> needed, int most, Effects effects) {
        List<Look> again = new ArrayList<>();
        Instant before = now.minus(keep);
        for (int looked = 0; looked < most; looked++) {
            Look look = looks.peek();
            if (look == null || !look.at.isBefore(before)) {
                break;
            }
            looks.remove();
            KeptEvent event = events.get(look.key);
            if (event == null) {
                continue;
            }
            if (needed.test(event)) {
                again.add(new Look(look.at.plus(Duration.ofHours(6)), look.key));
            } else if (event.event().observedAt().isBefore(before)) {
                remove(look.key, effects);
            } else {
                again.add(new Look(event.event().observedAt(), look.key));
            }
        }
        looks.addAll(again);
    }
}

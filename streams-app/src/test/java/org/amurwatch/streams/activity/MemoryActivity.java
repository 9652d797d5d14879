package org.amurwatch.streams.activity;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/** The counts over maps in memory, and what they would have published: the last value of each key. */
final class MemoryActivity {

    final MemoryBytes events = new MemoryBytes();
    final MemoryBytes deployments = new MemoryBytes();
    final Map<String, TerritoryDay> days = new TreeMap<>();
    final Map<String, TerritoryStatus> statuses = new TreeMap<>();
    private final StoredActivity state;
    private final Counting counting;

    MemoryActivity(ActivitySettings settings) {
        this.state = new StoredActivity(
                new StoredActivity.Maps(events, deployments, new MemoryBytes(), new MemoryBytes()),
                new StreamsCodec<>(TerritoryDay.class),
                new StreamsCodec<>(TerritoryStatus.class));
        this.counting = new Counting(state, settings);
    }

    ActivityChange apply(String territoryId, ObservationChange change) {
        ActivityChange computed = counting.of(territoryId, change);
        state.apply(computed);
        for (DayChange day : computed.days()) {
            String key = territoryId + "/" + LocalDate.ofEpochDay(day.day());
            if (day.after() == null) {
                days.remove(key);
            } else {
                days.put(key, day.after().published());
            }
        }
        if (computed.statusChanged() && computed.status() == null) {
            statuses.remove(territoryId);
        } else if (computed.statusChanged()) {
            statuses.put(territoryId, computed.status());
        }
        return computed;
    }

    ActivityChange add(LocatedEvent event) {
        return apply(event.getPlacement().getTerritoryId(), Events.change(null, event));
    }

    ActivityChange withdraw(LocatedEvent event) {
        return apply(event.getPlacement().getTerritoryId(), Events.change(event, null));
    }

    ActivityChange correct(LocatedEvent before, LocatedEvent now) {
        return apply(now.getPlacement().getTerritoryId(), Events.change(before, now));
    }

    /** The count of one subject on one day; null if there is none. */
    @Nullable
    SubjectCount count(String territoryId, String date, String subject) {
        TerritoryDay day = days.get(territoryId + "/" + date);
        return day == null
                ? null
                : day.getCounts().stream()
                        .filter(count -> count.getSubject().equals(subject))
                        .findFirst()
                        .orElse(null);
    }
}

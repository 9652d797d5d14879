package org.amurwatch.consumer.dashboard.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.Observation;
import org.jspecify.annotations.Nullable;

/** Which events are kept: those of the last days, at most so many; the oldest go first. Not for several threads. */
public final class RecentEvents {

    private final int most;
    private final Map<String, Instant> times = new HashMap<>();
    private final TreeSet<Entry> byTime =
            new TreeSet<>(Comparator.comparing(Entry::observedAt).thenComparing(Entry::key));

    private record Entry(Instant observedAt, String key) {}

    RecentEvents(int most) {
        this.most = most;
    }

    /** Whether it is one that a map shows: of an animal with a name or of a sign of people, and no canary. */
    public static boolean isShown(LocatedEvent event) {
        Observation observation = Observation.of(event);
        return observation != null
                && !observation.withdrawn()
                && observation.purpose() != Purpose.CANARY
                && observation.map(sighting -> sighting.getScientificName() != null, alert -> true);
    }

    /** Whether its time is that of a clock that can't be right. */
    static boolean isClockSuspect(LocatedEvent event) {
        return observation(event).clockSuspect();
    }

    /** The source's time of the statement: a later one holds. */
    public static Instant revision(LocatedEvent event) {
        return observation(event).provenance().getRevision();
    }

    private static Observation observation(LocatedEvent event) {
        return Objects.requireNonNull(Observation.of(event), "a deployment is no recent event");
    }

    void remove(String key) {
        Instant known = times.remove(key);
        if (known != null) {
            byTime.remove(new Entry(known, key));
        }
    }

    void put(String key, Instant observedAt) {
        remove(key);
        times.put(key, observedAt);
        byTime.add(new Entry(observedAt, key));
    }

    /** Takes out what is too old or too much, and answers its keys. */
    List<String> expire(Instant oldest) {
        List<String> gone = new ArrayList<>();
        while (!byTime.isEmpty()
                && (byTime.size() > most || byTime.first().observedAt().isBefore(oldest))) {
            @Nullable Entry first = byTime.pollFirst();
            if (first != null) {
                times.remove(first.key());
                gone.add(first.key());
            }
        }
        return gone;
    }
}

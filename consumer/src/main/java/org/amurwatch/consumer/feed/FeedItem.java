package org.amurwatch.consumer.feed;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.avro.ReleasedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as a feed has it.
 *
 * @param event its current version
 * @param earlier the versions before it that are known, oldest first
 */
record FeedItem(ReleasedEvent event, List<Told> earlier) {

    /** So many earlier versions are remembered, the newest: an alert can't refer to more. */
    private static final int MOST_EARLIER = 20;

    FeedItem {
        earlier = List.copyOf(earlier);
    }

    /**
     * With one more version, which may be older than the current one: versions of an event that moved to another cell come
     * from another partition.
     *
     * @param known null where it is the first that is known
     */
    static FeedItem with(@Nullable FeedItem known, ReleasedEvent event) {
        if (known == null) {
            return new FeedItem(event, List.of());
        }
        ReleasedEvent current = known.event;
        if (event.getVersion() == current.getVersion()) {
            return event.getReleasedAt().isBefore(current.getReleasedAt()) ? known : new FeedItem(event, known.earlier);
        }
        boolean newer = event.getVersion() > current.getVersion();
        return new FeedItem(newer ? event : current, joined(known.earlier, Told.of(newer ? current : event)));
    }

    private static List<Told> joined(List<Told> earlier, Told one) {
        List<Told> all = new ArrayList<>(
                Stream.concat(earlier.stream().filter(told -> told.version() != one.version()), Stream.of(one))
                        .sorted(Comparator.comparingInt(Told::version))
                        .toList());
        return all.size() <= MOST_EARLIER ? all : all.subList(all.size() - MOST_EARLIER, all.size());
    }

    String id() {
        return event.getId();
    }

    Instant releasedAt() {
        return event.getReleasedAt();
    }

    /** What is told now. */
    Told now() {
        return Told.of(event);
    }

    /** In which its times are written. */
    ZoneId zone() {
        return now().zone();
    }

    /** Alerts of this event that were told and not taken back before it, oldest first. */
    List<Told> standing() {
        List<Told> standing = new ArrayList<>();
        for (Told told : earlier) {
            if (told.withdrawn()) {
                standing.clear();
            } else if (told.alert()) {
                standing.add(told);
            }
        }
        if (!event.getWithdrawn() && isForgotten(event.getVersion() - 1)) {
            standing.add(before(event.getReplacedReleasedAt()));
        }
        return standing;
    }

    /** Whether there was a version of which no more is known than its time. */
    private boolean isForgotten(int version) {
        return event.getReplacedReleasedAt() != null && earlier.stream().noneMatch(told -> told.version() == version);
    }

    private Told before(Instant releasedAt) {
        Told now = now();
        return new Told(now.version() - 1, releasedAt, now.zone(), now.alert(), false, now.purpose());
    }

    /** Whether it is a message of CAP: a poaching alert, or the end of one that was told. */
    boolean isAlert() {
        return event.getWithdrawn() ? !standing().isEmpty() : now().alert();
    }
}

package org.amurwatch.consumer.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ReleasedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What was released, in memory: of each agreement the newest 10,000 events, and of those the feeds show the ones that were
 * released in the last 30 days. Older ones are kept for what their successors refer to. For several threads.
 */
public final class FeedStore {

    /** So long a feed shows what was released. */
    public static final Duration SHOWN = Duration.ofDays(30);

    /** So many events of an agreement are kept. */
    public static final int MOST_EVENTS = 10_000;

    private final int mostEvents;
    private final Clock clock;
    private final Map<String, AgreementSeen> agreements = new HashMap<>();
    private final Map<String, Kept> events = new HashMap<>();

    public FeedStore(Clock clock) {
        this(MOST_EVENTS, clock);
    }

    FeedStore(int mostEvents, Clock clock) {
        this.mostEvents = mostEvents;
        this.clock = clock;
    }

    private record AgreementSeen(Agreement agreement, Instant at) {}

    /** Where an event stands in a feed. */
    private record Rank(Instant releasedAt, String id) implements Comparable<Rank> {

        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::releasedAt).reversed().thenComparing(Rank::id);

        static Rank of(FeedItem item) {
            return new Rank(item.releasedAt(), item.id());
        }

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    /** The events of one agreement. */
    private static final class Kept {

        private final TreeMap<Rank, FeedItem> ranked = new TreeMap<>();
        private final Map<String, FeedItem> byId = new HashMap<>();
        private Instant changedAt = Instant.MIN;
        private Instant cutUntil = Instant.MIN;
    }

    /** Takes an agreement as it is now; null: there is none any more. */
    public synchronized void agreement(String id, @Nullable Agreement agreement) {
        if (agreement == null) {
            agreements.remove(id);
            events.remove(id);
            return;
        }
        AgreementSeen known = agreements.get(id);
        if (known == null || !known.agreement().equals(agreement)) {
            agreements.put(id, new AgreementSeen(agreement, clock.instant()));
        }
        if (isOver(agreement)) {
            events.remove(id);
        }
    }

    /**
     * Takes a release. Releases may come twice, and a later version before an earlier one.
     *
     * @param audience whose topic it stood in; what says that it is for others is left out
     */
    public synchronized void release(Audience audience, ReleasedEvent event) {
        AgreementSeen agreement = agreements.get(event.getAgreementId());
        if (event.getAudience() != audience || (agreement != null && isOver(agreement.agreement()))) {
            return;
        }
        Kept kept = events.computeIfAbsent(event.getAgreementId(), id -> new Kept());
        FeedItem known = kept.byId.get(event.getId());
        FeedItem item = FeedItem.with(known, event);
        if (item.equals(known)) {
            return;
        }
        if (known != null) {
            kept.ranked.remove(Rank.of(known));
        }
        kept.ranked.put(Rank.of(item), item);
        kept.byId.put(item.id(), item);
        kept.changedAt = clock.instant();
        if (kept.ranked.size() > mostEvents) {
            FeedItem oldest = kept.ranked.pollLastEntry().getValue();
            kept.byId.remove(oldest.id());
            kept.cutUntil = later(kept.cutUntil, oldest.releasedAt());
        }
    }

    /** What the readers of an agreement get now; empty where there is no such agreement. */
    synchronized Optional<Feed> find(String agreementId) {
        AgreementSeen seen = agreements.get(agreementId);
        if (seen == null) {
            return Optional.empty();
        }
        Agreement agreement = seen.agreement();
        if (isOver(agreement)) {
            events.remove(agreementId);
            return Optional.of(new Feed(agreement, true, List.of(), false, clock.instant()));
        }
        Kept kept = events.get(agreementId);
        if (kept == null) {
            return Optional.of(new Feed(agreement, false, List.of(), false, seen.at()));
        }
        Instant from = clock.instant().minus(SHOWN);
        Rank end = new Rank(from, "");
        // What was released to partners must not get to the public since somebody changed whose the agreement is.
        List<FeedItem> shown = kept.ranked.headMap(end).values().stream()
                .filter(item -> item.event().getAudience() == agreement.getAudience())
                .toList();
        Rank gone = kept.ranked.ceilingKey(end);
        Instant left = gone == null ? Instant.MIN : gone.releasedAt().plus(SHOWN);
        return Optional.of(new Feed(
                agreement, false, shown, kept.cutUntil.isAfter(from), later(later(seen.at(), kept.changedAt), left)));
    }

    /** Whether all that an agreement allows has been released: what came before its end may wait for its delay. */
    private boolean isOver(Agreement agreement) {
        Instant end = agreement.getEndAt();
        return agreement.getRetired()
                || (end != null && !end.plusMillis(agreement.getDelayMillis()).isAfter(clock.instant()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

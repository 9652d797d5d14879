package org.amurwatch.consumer.dashboard.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.serde.DeadLetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The dead letters that stand, as their topics tell: how many, and the newest of them. What is taken twice counts once. For
 * several threads.
 */
public final class DeadLetterTally {

    private static final Comparator<StandingLetter> NEWEST_FIRST =
            Comparator.comparing(StandingLetter::at).reversed().thenComparing(StandingLetter::offset);

    private final int kept;
    private final Map<String, OfTopic> topics = new HashMap<>();

    /** @param kept of how many of a topic it is known what they are; the others are counted alone */
    public DeadLetterTally(int kept) {
        this.kept = kept;
    }

    private static final class OfTopic {
        /** Older ones are deleted: what was said of them says nothing of those that are here. */
        private final long first;

        private long next;
        private long standing;
        private final Set<Long> putBack = new HashSet<>();
        private final TreeMap<Long, StandingLetter> newest = new TreeMap<>();

        OfTopic(long first) {
            this.first = first;
        }

        void putBack(long offset) {
            // It is said twice of one that was put back twice, after a crash between.
            if (offset >= first && putBack.add(offset)) {
                standing--;
                newest.remove(offset);
            }
        }
    }

    /** A record of a topic of dead letters, which has one partition. */
    public synchronized void take(ConsumerRecord<?, ?> raw) {
        OfTopic topic = topics.computeIfAbsent(raw.topic(), name -> new OfTopic(raw.offset()));
        if (raw.offset() < topic.next) {
            return;
        }
        topic.next = raw.offset() + 1;
        DeadLetterHeader.replayedOffset(raw).ifPresentOrElse(topic::putBack, () -> DeadLetterHeader.contextOf(raw)
                .ifPresent(context -> {
                    topic.standing++;
                    topic.newest.put(
                            raw.offset(),
                            new StandingLetter(
                                    raw.topic(), raw.offset(), Instant.ofEpochMilli(raw.timestamp()), context));
                    if (topic.newest.size() > kept) {
                        topic.newest.pollFirstEntry();
                    }
                }));
    }

    /** How many stand in all topics. */
    public synchronized long standing() {
        return topics.values().stream().mapToLong(topic -> topic.standing).sum();
    }

    /** The newest of them, the newest first. */
    public synchronized List<StandingLetter> newest() {
        List<StandingLetter> all = new ArrayList<>();
        topics.values().forEach(topic -> all.addAll(topic.newest.values()));
        return all.stream().sorted(NEWEST_FIRST).limit(kept).toList();
    }
}

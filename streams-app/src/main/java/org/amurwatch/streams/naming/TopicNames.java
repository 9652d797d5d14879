package org.amurwatch.streams.naming;

import java.util.List;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;

/**
 * Under which name the topics of the catalogue are read and written. A rebuild runs the very topologies of the system on
 * staged copies of what they derive, while field and reference topics are the real ones.
 */
@FunctionalInterface
public interface TopicNames {

    /** The topics of the running system. */
    TopicNames LIVE = Topic::name;

    /** What is staged: all that the two applications derive, and the receipts, which are about live deliveries. */
    List<Topic<?>> STAGED = List.of(
            Topics.OBSERVATIONS,
            Topics.SECTOR_EVENTS,
            Topics.TERRITORY_DAYS,
            Topics.TERRITORY_STATUS,
            Topics.INDIVIDUAL_STATUS,
            Topics.INCIDENTS,
            Topics.INCIDENT_EVIDENCE,
            Topics.REVIEW_ITEMS,
            Topics.PATROL_ALERTS,
            Topics.DELIVERIES,
            Topics.RECEIPTS,
            Topics.RELEASE_PARTNER,
            Topics.RELEASE_PUBLIC,
            Topics.DECISIONS_DEAD_LETTERS,
            Topics.RECORDS_DEAD_LETTERS);

    /** The name of the topic on the brokers. */
    String of(Topic<?> topic);

    /** Names for a generation that is being built. */
    static TopicNames staged(int generation) {
        return topic -> STAGED.contains(topic) ? stagedPrefix(generation) + topic.name() : topic.name();
    }

    /** What the names of the staged topics of a generation begin with. */
    static String stagedPrefix(int generation) {
        return Generations.STAGED_PREFIX + generation + ".";
    }
}

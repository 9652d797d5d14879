package org.amurwatch.streams.rebuild;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the next generation goes on in topics that it has not read while it was built. */
final class CarriedOffsets {

    /** The live topics on which alerts and deliveries stand: the next generation goes on where the last one ended. */
    private static final Set<String> ALERT_PATH =
            Set.of(Topics.SECTOR_EVENTS.name(), Topics.PATROL_ALERTS.name(), Topics.RECEIPTS.name());

    /** What was read while building. */
    private static final Set<String> EVENTS =
            Set.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.REVIEW_VERDICTS, Topics.DEPLOYMENTS).stream()
                    .map(Topic::name)
                    .collect(Collectors.toSet());

    private CarriedOffsets() {}

    /** Offsets of "decisions" in the topics of the alert path, with the metadata that Streams keeps beside them. */
    static Map<TopicPartition, OffsetAndMetadata> ofDecisions(Map<TopicPartition, OffsetAndMetadata> last) {
        return last.entrySet().stream()
                .filter(offset -> ALERT_PATH.contains(offset.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Offsets of "records": behind all that the last generation has written. What the next one takes from the field topics
     * comes after it, also where the last one had taken it already: the counts of the next have not seen it.
     */
    static Map<TopicPartition, OffsetAndMetadata> ofRecords(Map<TopicPartition, Long> observationEnds) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        observationEnds.forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
        return offsets;
    }

    /**
     * How many records the next generation has taken in that the current one has not: nobody would decide whether they page
     * somebody, so it must be 0 before the switch.
     */
    static long undecided(Map<TopicPartition, Long> next, Map<TopicPartition, Long> current) {
        return next.entrySet().stream()
                .filter(offset -> EVENTS.contains(offset.getKey().topic()))
                .mapToLong(offset -> Math.max(0, offset.getValue() - current.getOrDefault(offset.getKey(), 0L)))
                .sum();
    }
}

package org.amurwatch.producer.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.avro.ReferencePosition;

/** How far each instance of one application has applied reference data, by its own reports. */
final class AppliedPositions {

    private final String application;
    private final Map<String, Map<Place, Long>> byInstance = new HashMap<>();
    private final Map<String, Set<String>> topicsByInstance = new HashMap<>();

    /** One partition of a reference topic. */
    record Place(String topic, int partition) {}

    AppliedPositions(String application) {
        this.application = application;
    }

    /** An instance reports; reports of other applications are passed over. */
    void add(ReferenceApplied report) {
        if (!report.getApplication().equals(application)) {
            return;
        }
        topicsByInstance.put(report.getInstanceId(), Set.copyOf(report.getTopics()));
        Map<Place, Long> positions = byInstance.computeIfAbsent(report.getInstanceId(), id -> new HashMap<>());
        for (ReferencePosition position : report.getPositions()) {
            positions.merge(new Place(position.getTopic(), position.getPartition()), position.getOffset(), Math::max);
        }
    }

    /**
     * Those of the running instances that may work with a topic: all but those that say which topics they work with, and do
     * not name it.
     */
    SortedSet<String> workingWith(String topic, Set<String> running) {
        SortedSet<String> working = new TreeSet<>();
        for (String instance : running) {
            Set<String> topics = topicsByInstance.get(instance);
            if (topics == null || topics.isEmpty() || topics.contains(topic)) {
                working.add(instance);
            }
        }
        return working;
    }

    /** Those of the running instances that have not applied all of the wanted offsets. */
    SortedSet<String> behind(Set<String> running, Map<Place, Long> wanted) {
        SortedSet<String> behind = new TreeSet<>();
        for (String instance : running) {
            Map<Place, Long> positions = byInstance.getOrDefault(instance, Map.of());
            boolean applied = wanted.entrySet().stream()
                    .allMatch(want -> positions.getOrDefault(want.getKey(), -1L) >= want.getValue());
            if (!applied) {
                behind.add(instance);
            }
        }
        return behind;
    }
}

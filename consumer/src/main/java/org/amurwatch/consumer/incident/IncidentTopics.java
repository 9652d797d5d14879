package org.amurwatch.consumer.incident;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;

/** Reads what is known of incidents, each as it was said last. */
public final class IncidentTopics {

    private final TopicReader topics;

    public IncidentTopics(Connection connection) {
        this.topics = new TopicReader(connection);
    }

    public Collection<Incident> incidents() {
        Map<String, Incident> incidents = new LinkedHashMap<>();
        topics.read(Topics.INCIDENTS, (raw, incident) -> {
            if (incident == null) {
                incidents.remove(raw.key());
            } else {
                incidents.put(raw.key(), incident);
            }
        });
        return incidents.values();
    }

    /** All that is or was evidence of incidents, each as it was said last, by incident id. */
    Map<String, List<IncidentEvidence>> evidence() {
        Map<String, IncidentEvidence> last = new LinkedHashMap<>();
        topics.read(Topics.INCIDENT_EVIDENCE, (raw, one) -> {
            if (one != null) {
                last.put(one.getIncidentId() + "\n" + one.getEventKey(), one);
            }
        });
        return last.values().stream().collect(Collectors.groupingBy(IncidentEvidence::getIncidentId));
    }

    /** Answers about an incident, a repeated one once. */
    Collection<PatrolResponse> answers(String incidentId) {
        Map<String, PatrolResponse> answers = new LinkedHashMap<>();
        topics.read(Topics.RESPONSES, (raw, answer) -> {
            if (answer != null && answer.getIncidentId().equals(incidentId)) {
                answers.putIfAbsent(answer.getResponseId(), answer);
            }
        });
        return answers.values();
    }

    public Collection<ReviewItem> reviewItems() {
        Map<String, ReviewItem> items = new LinkedHashMap<>();
        topics.read(Topics.REVIEW_ITEMS, (raw, item) -> {
            if (item != null) {
                items.put(item.getSectorId() + "\n" + item.getEventKey(), item);
            }
        });
        return items.values();
    }
}

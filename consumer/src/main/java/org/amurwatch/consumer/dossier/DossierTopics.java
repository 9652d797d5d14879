package org.amurwatch.consumer.dossier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader.RecordHandler;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link Dossier} from the topics, each read once from its beginning. */
final class DossierTopics {

    private final Records records;

    DossierTopics(Records records) {
        this.records = records;
    }

    /** Where records come from: {@link KafkaRecords}. */
    interface Records {

        /**
         * Gives out what stands in a topic: values, and tombstones as null.
         *
         * @param wanted which keys; a record that is not asked for need not be readable
         */
        <V extends SpecificRecord> void read(Topic<V> topic, Predicate<String> wanted, RecordHandler<V> handler);
    }

    /** All incidents, each as it stands, by id. */
    Map<String, Incident> incidents() {
        Map<String, Incident> incidents = new TreeMap<>();
        records.read(Topics.INCIDENTS, key -> true, (raw, incident) -> {
            if (raw.value() == null) {
                incidents.remove(raw.key());
            } else {
                incidents.put(raw.key(), incident);
            }
        });
        return incidents;
    }

    /** Those that became part of an incident, and of those again. */
    static List<Incident> mergedInto(String id, Map<String, Incident> incidents) {
        Set<String> ids = new HashSet<>(Set.of(id));
        List<Incident> merged = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<Incident> next = incidents.values().stream()
                    .filter(one -> one.getMergedInto() != null && ids.contains(one.getMergedInto()))
                    .filter(one -> !ids.contains(one.getIncidentId()))
                    .toList();
            next.forEach(one -> ids.add(one.getIncidentId()));
            merged.addAll(next);
            more = !next.isEmpty();
        }
        return List.copyOf(merged);
    }

    /** @param withPrivate whether names and free text of its evidence are to be in it */
    Dossier of(Incident incident, List<Incident> merged, boolean withPrivate) {
        Set<String> ids = Stream.concat(Stream.of(incident), merged.stream())
                .map(Incident::getIncidentId)
                .collect(Collectors.toSet());
        List<StoredRecord<IncidentEvidence>> evidence =
                all(Topics.INCIDENT_EVIDENCE, one -> ids.contains(one.getIncidentId()));
        Set<String> events =
                evidence.stream().map(one -> one.value().getEventKey()).collect(Collectors.toSet());
        List<StoredRecord<Sighting>> sightings = ofKeys(Topics.SIGHTINGS, events);
        List<StoredRecord<PoachingAlert>> alerts = ofKeys(Topics.POACHING_ALERTS, events);
        List<StoredRecord<AlertDelivery>> deliveries =
                all(Topics.DELIVERIES, one -> isOf(ids, one.getAlert().getIncidentId()));
        Set<String> deliveryIds =
                deliveries.stream().map(one -> one.value().getDeliveryId()).collect(Collectors.toSet());
        Set<Integer> versions =
                evidence.stream().map(one -> one.value().getRuleVersion()).collect(Collectors.toSet());
        return new Dossier(
                incident,
                merged,
                evidence,
                sightings,
                alerts,
                deployments(sightings, alerts),
                ofKeys(Topics.REVIEW_VERDICTS, events),
                all(Topics.REVIEW_ITEMS, one -> events.contains(one.getEventKey())),
                all(Topics.RULES, one -> versions.contains(one.getVersion())),
                all(Topics.PATROL_ALERTS, one -> isOf(ids, one.getIncidentId())),
                deliveries,
                all(Topics.RECEIPTS, one -> deliveryIds.contains(one.getDeliveryId())),
                all(Topics.DELIVERY_ORDERS, one -> deliveryIds.contains(one.getDeliveryId())),
                all(Topics.RESPONSES, one -> ids.contains(one.getIncidentId())),
                standing(Topics.INCIDENT_NOTES, note -> ids.contains(note.getIncidentId())),
                withPrivate
                        ? standing(Topics.PRIVATE_DETAILS, details -> events.contains(details.getEventKey()))
                        : List.of(),
                all(
                        Topics.ACCESS_AUDIT,
                        entry -> isOf(ids, entry.getSubject())
                                || entry.getWhat() == AccessKind.MEDIA && isOf(events, entry.getSubject())));
    }

    private static boolean isOf(Set<String> ids, @Nullable String id) {
        return id != null && ids.contains(id);
    }

    /** Statements about the cameras that its evidence is of, as far as the topic still has them. */
    private List<StoredRecord<Deployment>> deployments(
            List<StoredRecord<Sighting>> sightings, List<StoredRecord<PoachingAlert>> alerts) {
        Set<String> ids = Dossier.statements(sightings, alerts).stream()
                .flatMap(one -> Optional.ofNullable(one.observation().deploymentId()).stream())
                .collect(Collectors.toSet());
        return ofKeys(Topics.DEPLOYMENTS, ids);
    }

    private <V extends SpecificRecord> List<StoredRecord<V>> all(Topic<V> topic, Predicate<V> wanted) {
        List<StoredRecord<V>> found = new ArrayList<>();
        records.read(topic, key -> true, (raw, value) -> {
            if (raw.value() != null && wanted.test(value)) {
                found.add(StoredRecord.of(raw, value));
            }
        });
        return ordered(found);
    }

    private <V extends SpecificRecord> List<StoredRecord<V>> ofKeys(Topic<V> topic, Set<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<StoredRecord<V>> found = new ArrayList<>();
        records.read(topic, keys::contains, (raw, value) -> {
            if (raw.value() != null) {
                found.add(StoredRecord.of(raw, value));
            }
        });
        return ordered(found);
    }

    /** The last of each key: what was erased is not in it, though the topic may still hold it for a while. */
    private <V extends SpecificRecord> List<StoredRecord<V>> standing(Topic<V> topic, Predicate<V> wanted) {
        Map<String, StoredRecord<V>> last = new HashMap<>();
        records.read(topic, anyKey -> true, (raw, value) -> {
            String key = Objects.requireNonNullElse(raw.key(), "");
            if (raw.value() == null) {
                last.remove(key);
            } else if (wanted.test(value)) {
                last.put(key, StoredRecord.of(raw, value));
            }
        });
        return ordered(last.values().stream().toList());
    }

    private static <V extends SpecificRecord> List<StoredRecord<V>> ordered(List<StoredRecord<V>> found) {
        return found.stream().sorted(StoredRecord.ORDER).toList();
    }
}

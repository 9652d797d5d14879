package org.amurwatch.producer.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.producer.publish.EventSink;
import org.apache.avro.specific.SpecificRecord;

/** The topics, in memory: what is published can be read again, and breaks off when a test wants it to. */
public final class EventLog implements EventSink, PublishedEvents {

    private final List<SpecificRecord> records = new ArrayList<>();
    private int breakAfter = Integer.MAX_VALUE;

    /** The brokers fail after so many more events. */
    void breakAfter(int events) {
        breakAfter = events;
    }

    void repair() {
        breakAfter = Integer.MAX_VALUE;
    }

    public List<SpecificRecord> records() {
        return List.copyOf(records);
    }

    List<SpecificRecord> since(int mark) {
        return List.copyOf(records.subList(mark, records.size()));
    }

    int size() {
        return records.size();
    }

    private void add(SpecificRecord record) {
        if (breakAfter-- <= 0) {
            throw new IllegalStateException("the brokers are gone");
        }
        records.add(record);
    }

    @Override
    public void publish(Sighting sighting) {
        add(sighting);
    }

    @Override
    public void publish(PoachingAlert alert) {
        add(alert);
    }

    @Override
    public void publish(PatrolPosition position) {
        throw new AssertionError("No import of events publishes positions of patrols.");
    }

    @Override
    public void publish(PrivateDetails details) {
        add(details);
    }

    @Override
    public void publish(Deployment deployment) {
        add(deployment);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** As from three topics: sightings, then alerts, then deployments. */
    @Override
    public void read(String sourceId, Handler handler) {
        sightings(sourceId).forEach(handler::accept);
        alerts(sourceId).forEach(handler::accept);
        deployments(sourceId).forEach(handler::accept);
    }

    private List<Sighting> sightings(String sourceId) {
        return of(Sighting.class).stream()
                .filter(event -> event.getProvenance().getSourceId().equals(sourceId))
                .toList();
    }

    private List<PoachingAlert> alerts(String sourceId) {
        return of(PoachingAlert.class).stream()
                .filter(event -> event.getProvenance().getSourceId().equals(sourceId))
                .toList();
    }

    private List<Deployment> deployments(String sourceId) {
        return of(Deployment.class).stream()
                .filter(event -> event.getProvenance().getSourceId().equals(sourceId))
                .toList();
    }

    public <T extends SpecificRecord> List<T> of(Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The deployments as a compacted topic shows them. */
    public Map<String, Deployment> deployments() {
        Map<String, Deployment> latest = new LinkedHashMap<>();
        of(Deployment.class)
                .forEach(deployment -> latest.put(deployment.getProvenance().getEventId(), deployment));
        return latest;
    }

    /**
     * What holds, as intake's register would find it: the slow, obvious way. Two statements of one event and revision with
     * different content must not meet across the two topics, since nothing says which came first; that fails here.
     */
    public Map<String, SpecificRecord> current() {
        Map<String, SpecificRecord> current = new TreeMap<>();
        Map<String, List<Long>> replaced = new LinkedHashMap<>();
        for (SpecificRecord record : records) {
            if (record instanceof Deployment) {
                continue;
            }
            FieldEvent event = event(record);
            String key = event.key().toString();
            SpecificRecord before = current.get(key);
            if (before == null) {
                current.put(key, record);
                continue;
            }
            FieldEvent old = event(before);
            long order =
                    event.provenance().getRevision().compareTo(old.provenance().getRevision());
            if (order == 0 && old.isAlert() != event.isAlert()) {
                throw new AssertionError("Nothing says which of two statements about " + key + " is the later");
            }
            if (event.contentHash() == old.contentHash()
                    || order < 0
                    || (order == 0 && replaced.getOrDefault(key, List.of()).contains(event.contentHash()))) {
                continue;
            }
            List<Long> hashes =
                    order == 0 ? replaced.computeIfAbsent(key, any -> new ArrayList<>()) : new ArrayList<>();
            hashes.add(old.contentHash());
            if (order > 0) {
                hashes.clear();
            }
            replaced.put(key, hashes);
            current.put(key, record);
        }
        current.values().removeIf(record -> event(record).withdrawn());
        return current;
    }

    /** Content hashes of what holds: equal for two logs that say the same. */
    Map<String, Long> currentContent() {
        Map<String, Long> content = new TreeMap<>();
        current().forEach((key, record) -> content.put(key, event(record).contentHash()));
        return content;
    }

    /** Of the deployments, but for what a history of other packages leaves in them. */
    Map<String, Long> deploymentContent() {
        Map<String, Long> content = new TreeMap<>();
        deployments()
                .forEach((id, deployment) -> content.put(
                        id,
                        ContentHash.of(Deployment.newBuilder(deployment)
                                .setReplacedDigests(List.of())
                                .build())));
        return content;
    }

    static FieldEvent event(SpecificRecord record) {
        return record instanceof Sighting sighting ? FieldEvent.of(sighting) : FieldEvent.of((PoachingAlert) record);
    }
}

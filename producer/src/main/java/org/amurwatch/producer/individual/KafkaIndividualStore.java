package org.amurwatch.producer.individual;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.publish.DiskGuard;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;

/** reference.individuals and field.sightings. */
final class KafkaIndividualStore implements IndividualStore {

    private final Connection connection;
    private final Clock clock;

    KafkaIndividualStore(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public Map<String, Individual> register() {
        Map<String, Individual> register = new TreeMap<>();
        new TopicReader(connection).read(Topics.INDIVIDUALS, (raw, entry) -> {
            if (raw.value() == null) {
                register.remove(raw.key());
            } else {
                register.put(raw.key(), entry);
            }
        });
        return register;
    }

    /** Reads all of field.sightings, and decodes those alone that are asked for. */
    @Override
    public Map<String, Sighting> sightings(Set<String> eventKeys) {
        Map<String, Sighting> holding = new TreeMap<>();
        try (Deserializer<Sighting> deserializer = connection.serdes().deserializer(Topics.SIGHTINGS)) {
            new TopicReader(connection)
                    .readRaw(
                            Topics.SIGHTINGS.name(),
                            raw -> {
                                if (raw.key() != null && raw.value() != null && eventKeys.contains(raw.key())) {
                                    Sighting stated = deserializer.deserialize(Topics.SIGHTINGS.name(), raw.value());
                                    holding.merge(raw.key(), stated, KafkaIndividualStore::later);
                                }
                            },
                            count -> {});
        }
        holding.values().removeIf(Sighting::getWithdrawn);
        return holding;
    }

    /** Which of two statements holds, as intake sees it: the later revision; of equal ones the one that came later. */
    static Sighting later(Sighting before, Sighting now) {
        return now.getProvenance().getRevision().isBefore(before.getProvenance().getRevision()) ? before : now;
    }

    @Override
    public void publishEntries(Collection<Individual> entries) {
        try (RecordPublisher publisher = new RecordPublisher(connection, clock)) {
            entries.forEach(entry -> publisher.send(Topics.INDIVIDUALS, entry.getId(), entry, sent -> {}));
            publisher.flush();
        }
    }

    @Override
    public void publishSightings(Collection<Sighting> sightings) {
        DiskGuard.checkOnce(connection);
        try (RecordPublisher publisher = new RecordPublisher(connection, clock)) {
            sightings.forEach(sighting -> publisher.send(
                    Topics.SIGHTINGS, EventKey.of(sighting.getProvenance()).toString(), sighting, sent -> {}));
            publisher.flush();
        }
    }
}

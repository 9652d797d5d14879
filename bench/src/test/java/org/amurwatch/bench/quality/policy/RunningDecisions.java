package org.amurwatch.bench.quality.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.exercise.WorldRecords;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.app.DecisionsTopology;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The application "decisions" in one thread, with what the operator of a simulated place has loaded. */
final class RunningDecisions implements AutoCloseable {

    private final RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
    private final RecordClock clock = new RecordClock();
    private final WorldRecords records = new WorldRecords(SectorEventMaker.NAME);
    private final ToldPages told = new ToldPages();
    private final List<Page> pages = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, IncidentEvidence> evidence;
    private final TestOutputTopic<String, PatrolAlert> alerts;

    RunningDecisions(FieldMap map, Path stateDir, Instant start) {
        DeadLetters deadLetters = new DeadLetters(Topics.DECISIONS_DEAD_LETTERS.name());
        Properties settings = new Properties();
        settings.put("application.id", "decisions-g1");
        settings.put("bootstrap.servers", "none:1");
        settings.put("state.dir", stateDir.toString());
        settings.put("ensure.explicit.internal.resource.naming", true);
        settings.put("processing.exception.handler", "org.amurwatch.streams.deadletter.DeadLetterProcessing");
        settings.put("deserialization.exception.handler", "org.amurwatch.streams.deadletter.DeadLetterReading");
        settings.put(DeadLetters.SETTING, deadLetters);
        driver = new TopologyTestDriver(
                new DecisionsTopology(
                                serdes,
                                new ReferenceIndexes(5_000),
                                clock,
                                new ReferenceProgress(),
                                new OutageWait(Duration.ofMillis(1)),
                                deadLetters,
                                Instant.EPOCH)
                        .get(),
                settings,
                start);
        evidence = output(Topics.INCIDENT_EVIDENCE);
        alerts = output(Topics.PATROL_ALERTS);
        load(map);
    }

    private void load(FieldMap map) {
        FieldCircumstances loaded = new FieldCircumstances(map, RuleBook.of(List.of()));
        send(Topics.TERRITORIES, SectorEventMaker.SECTOR, territory(map), Instant.EPOCH);
        loaded.teams().forEach(team -> send(Topics.PATROL_TEAMS, team.getId(), team, Instant.EPOCH));
        loaded.policies().forEach(policy -> send(Topics.POLICIES, policy.getId(), policy, Instant.EPOCH));
        FieldCircumstances.places(map).forEach(place -> send(Topics.PLACES, place.getId(), place, Instant.EPOCH));
        FieldCircumstances.permits(map).forEach(permit -> send(Topics.PERMITS, permit.getId(), permit, Instant.EPOCH));
    }

    /** All that is simulated lies in it; reports lie up to some hundred metres beside the place. */
    private static Territory territory(FieldMap map) {
        FieldMap.Extent extent = map.extent();
        double south = extent.south() - 0.1;
        double west = extent.west() - 0.1;
        double north = extent.north() + 0.1;
        double east = extent.east() + 0.1;
        return Territory.newBuilder()
                .setId(SectorEventMaker.SECTOR)
                .setName(SectorEventMaker.SECTOR)
                .setSectorId(SectorEventMaker.SECTOR)
                .setTimeZone(map.timeZone().getId())
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(south, west),
                        new Vertex(south, east),
                        new Vertex(north, east),
                        new Vertex(north, west),
                        new Vertex(south, west))))))
                .build();
    }

    /** As the running system would get it; what was due before is decided before, each at its time. */
    void receive(SimulatedEvent event) {
        if (WorldRecords.isPosition(event)) {
            send(
                    Topics.PATROL_POSITIONS,
                    records.patrolPosition(event).getTeamId(),
                    records.patrolPosition(event),
                    event.receivedAt());
        } else if (WorldRecords.isSighting(event)) {
            Sighting sighting = records.sighting(event);
            send(Topics.SIGHTINGS, EventKey.of(sighting.getProvenance()).toString(), sighting, event.receivedAt());
        } else {
            PoachingAlert alert = records.alert(event);
            send(Topics.POACHING_ALERTS, EventKey.of(alert.getProvenance()).toString(), alert, event.receivedAt());
        }
        read();
    }

    /** Time goes on to a moment by which all input is processed. */
    void until(Instant time) {
        clock.advanceTo(time);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        read();
    }

    /** What was told so far. */
    List<Page> pages() {
        return List.copyOf(pages);
    }

    /** Of one moment, evidence comes before the message that tells of it; what was due before the input bears its own time. */
    private void read() {
        List<IncidentEvidence> changes = new ArrayList<>(evidence.readValuesToList());
        alerts.readRecordsToList().forEach(alert -> {
            changes.removeIf(change -> {
                boolean before = !change.getChangedAt().isAfter(alert.getRecordTime());
                if (before) {
                    told.joined(change);
                }
                return before;
            });
            told.told(alert.value(), alert.getRecordTime()).ifPresent(pages::add);
        });
        changes.forEach(told::joined);
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant receivedAt) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value, receivedAt);
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer(topic));
    }

    @Override
    public void close() {
        driver.close();
    }
}

package org.amurwatch.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.bench.quality.policy.FieldCircumstances;
import org.amurwatch.bench.quality.policy.SectorEventMaker;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.incident.IncidentTopology;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The topology that decides, with its reference data, as it runs in production: records come and go as bytes by the registry's
 * serdes, rows go to stores as bytes and to their changelogs. Of Kafka's brokers alone nothing is there; Kafka's driver commits
 * after each record, which is more often than a running system does.
 */
final class WholeTopology implements Decider {

    private static final double SHARING_METRES = 5_000;

    private final Path stateFolder;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, SectorEvent> events;
    private final List<TestOutputTopic<byte[], byte[]>> outputs;
    private long published;

    WholeTopology(FieldMap map, String rules, Instant begin) {
        RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
        StreamsBuilder builder = new StreamsBuilder();
        ReferenceIndexes indexes = new ReferenceIndexes(SHARING_METRES);
        new ReferenceTopology(serdes, indexes, new ReferenceProgress(), new OutageWait(Duration.ofMillis(1)))
                .addTo(builder, ReferenceTopology.DECISIONS);
        new IncidentTopology(serdes, indexes, new RecordClock(), Instant.EPOCH, TopicNames.LIVE).addTo(builder);
        this.stateFolder = temporaryFolder();
        this.driver = new TopologyTestDriver(builder.build(), settings(stateFolder), begin);
        this.events = input(serdes, Topics.SECTOR_EVENTS);
        this.outputs = List.of(
                output(Topics.INCIDENTS),
                output(Topics.INCIDENT_EVIDENCE),
                output(Topics.REVIEW_ITEMS),
                output(Topics.PATROL_ALERTS));
        load(serdes, map, rules);
    }

    private void load(RegistrySerdes serdes, FieldMap map, String yaml) {
        RuleSet rules = RuleSet.newBuilder()
                .setName("throughput")
                .setVersion(1)
                .setEffectiveAt(Instant.EPOCH)
                .setYaml(yaml)
                .build();
        load(serdes, Topics.RULES, List.of(rules), set -> set.getName() + "/" + set.getVersion());
        load(serdes, Topics.PLACES, FieldCircumstances.places(map), place -> place.getId());
        load(serdes, Topics.PERMITS, FieldCircumstances.permits(map), permit -> permit.getId());
        load(serdes, Topics.PATROL_TEAMS, FieldCircumstances.TEAMS, team -> team.getId());
        load(serdes, Topics.POLICIES, FieldCircumstances.POLICIES, policy -> policy.getId());
    }

    private <V extends SpecificRecord> void load(
            RegistrySerdes serdes, Topic<V> topic, Collection<V> records, Function<V, String> key) {
        TestInputTopic<String, V> input = input(serdes, topic);
        records.forEach(record -> input.pipeInput(key.apply(record), record));
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(RegistrySerdes serdes, Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
    }

    private TestOutputTopic<byte[], byte[]> output(Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Properties settings(Path stateFolder) {
        Properties settings = new Properties();
        settings.put("application.id", "throughput");
        settings.put("bootstrap.servers", "none:1");
        settings.put("state.dir", stateFolder.toString());
        settings.put("ensure.explicit.internal.resource.naming", "true");
        settings.put("processing.exception.handler.global.enabled", "true");
        return settings;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("throughput");
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make a temporary folder for the state.", e);
        }
    }

    @Override
    public void accept(Received received) {
        events.pipeInput(SectorEventMaker.SECTOR, received.event(), received.receivedAt());
    }

    /** Events in the history of its sector. */
    long held() {
        return driver.getKeyValueStore(IncidentTopology.HISTORY).approximateNumEntries();
    }

    @Override
    public long published() {
        for (TestOutputTopic<byte[], byte[]> output : outputs) {
            published += output.readRecordsToList().size();
        }
        return published;
    }

    @Override
    public void close() {
        // Deletes the state folder's content, too.
        driver.close();
        try {
            Files.deleteIfExists(stateFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete " + stateFolder + ".", e);
        }
    }
}

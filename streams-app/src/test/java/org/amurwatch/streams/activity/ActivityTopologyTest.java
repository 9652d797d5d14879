package org.amurwatch.streams.activity;

import static org.amurwatch.streams.activity.Events.located;
import static org.amurwatch.streams.activity.Events.placement;
import static org.amurwatch.streams.activity.Events.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityTopologyTest {

    private static final Placement PLACE = placement("leuven", "Europe/Brussels");

    @TempDir
    private Path state;

    @Test
    void shouldPublishWhatTheOracleCountsWhateverHappensToEvents() {
        long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());
        System.out.println("ActivityTopologyTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        for (int number = 0; number < 15; number++) {
            long caseSeed = seed + number;
            RandomField field = new RandomField(caseSeed);
            try (Running running = new Running(state.resolve("case" + number))) {
                for (int step = 0; step < 40; step++) {
                    for (RandomField.Change change : field.next()) {
                        running.send(change.territoryId(), change.value());
                    }
                    if (step % 10 == 9) {
                        DetectionOracle oracle = new DetectionOracle(field.current(), Purpose.ACTUAL);
                        assertThat(running.lastDays())
                                .as("seed %d, step %d", caseSeed, step)
                                .isEqualTo(oracle.days);
                        assertThat(running.lastStatuses())
                                .as("seed %d, step %d", caseSeed, step)
                                .isEqualTo(oracle.statuses);
                    }
                }
            }
        }
    }

    @Test
    void shouldEmitEachChangedDayOnceAndNothingForARepeat() {
        try (Running running = new Running(state)) {
            LocatedEvent deployment = located(
                    Events.deployment("d1", "A", "2025-06-10T10:00:00Z", "2025-06-20T10:00:00Z")
                            .build(),
                    PLACE);
            running.send("leuven", Events.change(null, deployment));
            List<TestRecord<String, TerritoryDay>> emitted = running.days.readRecordsToList();
            assertThat(emitted).hasSize(11);
            Set<String> keys = new HashSet<>();
            emitted.forEach(record -> keys.add(record.key()));
            assertThat(keys).hasSize(11).contains("leuven/2025-06-10", "leuven/2025-06-20");
            assertThat(running.statuses.readRecordsToList()).hasSize(1);

            running.send("leuven", Events.change(null, deployment));
            assertThat(running.days.isEmpty()).isTrue();
            assertThat(running.statuses.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldCorrectAMonthLaterAsAtOnce() {
        try (Running running = new Running(state)) {
            LocatedEvent event = located(sighting("1", "2025-06-10T10:00:00Z").build(), PLACE);
            running.send("leuven", Events.change(null, event));
            assertThat(running.lastDays()).containsOnlyKeys("leuven/2025-06-10");

            running.driver.advanceWallClockTime(Duration.ofDays(30));
            LocatedEvent later = located(sighting("1", "2025-06-12T10:00:00Z").build(), PLACE);
            running.send("leuven", Events.change(event, later));
            assertThat(running.lastDays()).containsOnlyKeys("leuven/2025-06-12");
        }
    }

    @Test
    void shouldTakeBackADayAndATerritoryOfWhichNothingIsLeft() {
        try (Running running = new Running(state)) {
            LocatedEvent event = located(sighting("1", "2025-06-10T10:00:00Z").build(), PLACE);
            running.send("leuven", Events.change(null, event));
            assertThat(running.days.readRecord().key()).isEqualTo("leuven/2025-06-10");
            assertThat(running.statuses.readRecord().key()).isEqualTo("leuven");
            running.send("leuven", Events.change(event, null));
            assertThat(running.days.readRecord().value()).isNull();
            assertThat(running.statuses.readRecord().value()).isNull();
        }
    }

    @Test
    void shouldHaveChangedNothingWhenARecordFails() {
        try (Running running = new Running(state)) {
            LocatedEvent event = located(sighting("1", "2025-06-10T10:00:00Z").build(), PLACE);
            LocatedEvent nowhere =
                    located(sighting("2", "2025-06-10T12:00:00Z").build(), placement("leuven", "Atlantis/Poseidonis"));
            running.send("leuven", Events.change(null, event));
            running.lastDays();
            assertThatThrownBy(() -> running.send("leuven", Events.change(null, nowhere)))
                    .hasStackTraceContaining("Atlantis");
            assertThat(running.days.isEmpty()).isTrue();
            try (var rows = running.driver
                    .getKeyValueStore(ActivityTopology.EVENTS_STORE)
                    .all()) {
                List<Object> found = new ArrayList<>();
                rows.forEachRemaining(found::add);
                assertThat(found).hasSize(1);
            }
        }
    }

    @Test
    void shouldNameAllItsOperatorsAndStores() {
        StreamsBuilder builder = new StreamsBuilder();
        topology().addTo(builder);
        String description = builder.build().describe().toString();
        assertThat(description)
                .contains("activity-counting", "activity-events", "activity-deployments", "activity-days")
                .contains("activity-status", "territory.observations", "territory.days", "territory.status")
                .doesNotContain("KSTREAM-");
    }

    private static ActivityTopology topology() {
        return new ActivityTopology(new RegistrySerdes("mock://activity"), ActivitySettings.standard(Purpose.ACTUAL));
    }

    /** The topology, running. */
    private static final class Running implements AutoCloseable {

        private final TopologyTestDriver driver;
        private final TestInputTopic<String, ObservationChange> changes;
        private final TestOutputTopic<String, TerritoryDay> days;
        private final TestOutputTopic<String, TerritoryStatus> statuses;
        private final Map<String, TerritoryDay> lastDays = new TreeMap<>();
        private final Map<String, TerritoryStatus> lastStatuses = new TreeMap<>();

        Running(Path state) {
            StreamsBuilder builder = new StreamsBuilder();
            topology().addTo(builder);
            Properties settings = new Properties();
            settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
            settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
            driver = new TopologyTestDriver(builder.build(), settings, Instant.parse("2026-01-01T00:00:00Z"));
            RegistrySerdes serdes = new RegistrySerdes("mock://activity");
            changes = driver.createInputTopic(
                    Topics.OBSERVATIONS.name(),
                    new StringSerializer(),
                    serdes.serializer(Topics.OBSERVATIONS),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Duration.ofSeconds(1));
            days = driver.createOutputTopic(
                    Topics.TERRITORY_DAYS.name(), new StringDeserializer(), serdes.deserializer(Topics.TERRITORY_DAYS));
            statuses = driver.createOutputTopic(
                    Topics.TERRITORY_STATUS.name(),
                    new StringDeserializer(),
                    serdes.deserializer(Topics.TERRITORY_STATUS));
        }

        void send(String territoryId, ObservationChange change) {
            changes.pipeInput(territoryId, change);
        }

        Map<String, TerritoryDay> lastDays() {
            days.readRecordsToList().forEach(record -> keep(lastDays, record));
            return lastDays;
        }

        Map<String, TerritoryStatus> lastStatuses() {
            statuses.readRecordsToList().forEach(record -> keep(lastStatuses, record));
            // Lists that Avro reads can't be compared where their records hold dates; these can.
            lastStatuses.values().forEach(status -> status.setSubjects(new ArrayList<>(status.getSubjects())));
            return lastStatuses;
        }

        private static <V> void keep(Map<String, V> last, TestRecord<String, V> record) {
            if (record.value() == null) {
                last.remove(record.key());
            } else {
                last.put(record.key(), record.value());
            }
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}

package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.hours;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own stand-in for a task, since the test driver can't begin with rows in its stores. */
class IncidentProcessorTest {

    @TempDir
    private Path stateDir;

    @Test
    void shouldFireWhatIsDueInASectorThatNothingHasHappenedInSinceARestart() {
        MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>(
                new Properties(), new org.apache.kafka.streams.processor.TaskId(0, 0), stateDir.toFile());
        KeyValueStore<String, HistoryEntry> history = store(context, IncidentTopology.HISTORY, HistoryEntry.class);
        KeyValueStore<String, IncidentEntry> incidents =
                store(context, IncidentTopology.INCIDENTS, IncidentEntry.class);
        store(context, IncidentTopology.TRAFFIC, PlaceTraffic.class);
        store(context, IncidentTopology.POSITIONS, PatrolPosition.class);
        store(context, ReferenceTopology.TERRITORIES_STORE, Territory.class);
        KeyValueStore<String, PatrolTeam> teams =
                store(context, ReferenceTopology.PATROL_TEAMS_STORE, PatrolTeam.class);
        store(context, ReferenceTopology.PLACES_STORE, Place.class);
        store(context, ReferenceTopology.PERMITS_STORE, Permit.class);
        store(context, ReferenceTopology.POLICIES_STORE, EscalationPolicy.class);
        store(context, ReferenceTopology.SILENCES_STORE, Silence.class);
        store(context, ReferenceTopology.RULES_STORE, RuleSet.class);
        teams.put("north", Field.team("north"));
        Effects before = new SectorEngine("south", Office.circumstances(FieldRules.ALL, Field.team("north")))
                .on(Field.sign("shot", AlertKind.GUNSHOT, 0, hours(1)), hours(1));
        before.history().forEach((key, row) -> history.put("south\n" + key, row));
        before.entries().forEach((key, row) -> incidents.put("south\n" + key, row));
        assertThat(before.alerts()).hasSize(1);

        RecordClock clock = new RecordClock();
        IncidentProcessor processor = new IncidentProcessor(new ReferenceIndexes(5_000), clock, Instant.EPOCH);
        processor.init(context);
        assertThat(clock.now()).as("time does not begin anew").isEqualTo(hours(1));
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
        assertThat(context.forwarded()).as("nothing is due").isEmpty();

        clock.advanceTo(hours(1).plus(Duration.ofHours(1)));
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

        List<PatrolAlert> told = context.forwarded(IncidentTopology.ALERTS_SINK).stream()
                .map(forwarded -> (PatrolAlert) forwarded.record().value())
                .toList();
        assertThat(told).isNotEmpty().allMatch(alert -> alert.getSequence() > 1);
    }

    private static <V extends SpecificRecord> KeyValueStore<String, V> store(
            MockProcessorContext<?, ?> context, String name, Class<V> type) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), StoreSerde.of(type))
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}

package org.amurwatch.streams.alerting;

import static org.amurwatch.streams.alerting.Reports.RECEIVED;
import static org.amurwatch.streams.alerting.Reports.appeared;
import static org.amurwatch.streams.alerting.Reports.located;
import static org.amurwatch.streams.alerting.Reports.report;
import static org.amurwatch.streams.alerting.Reports.team;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertingTopologyTest {

    private final RegistrySerdes serdes = new RegistrySerdes("mock://alerting");
    private TopologyTestDriver driver;
    private TestInputTopic<String, SectorEvent> events;
    private TestInputTopic<String, PatrolTeam> teams;
    private TestOutputTopic<String, PatrolAlert> alerts;

    private void start(AlertingSettings settings) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(AlertingTopology.TEAMS),
                        Serdes.String(),
                        StoreSerde.of(PatrolTeam.class)),
                Topics.PATROL_TEAMS.name(),
                Consumed.with(Serdes.String(), serdes.serde(Topics.PATROL_TEAMS)),
                TeamLoader::new);
        new AlertingTopology(serdes, settings).addTo(builder);
        Properties properties = new Properties();
        properties.put("application.id", "alerting-test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("ensure.explicit.internal.resource.naming", "true");
        driver = new TopologyTestDriver(builder.build(properties), properties, RECEIVED);
        events = driver.createInputTopic(
                Topics.SECTOR_EVENTS.name(), new StringSerializer(), serdes.serializer(Topics.SECTOR_EVENTS));
        teams = driver.createInputTopic(
                Topics.PATROL_TEAMS.name(), new StringSerializer(), serdes.serializer(Topics.PATROL_TEAMS));
        alerts = driver.createOutputTopic(
                Topics.PATROL_ALERTS.name(), new StringDeserializer(), serdes.deserializer(Topics.PATROL_ALERTS));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static final class TeamLoader extends ContextualProcessor<String, PatrolTeam, Void, Void> {
        @Override
        public void process(Record<String, PatrolTeam> record) {
            KeyValueStore<String, PatrolTeam> store = context().getStateStore(AlertingTopology.TEAMS);
            store.put(record.key(), record.value());
        }
    }

    private void load(PatrolTeam... loaded) {
        for (PatrolTeam team : loaded) {
            teams.pipeInput(team.getId(), team);
        }
    }

    private void happen(ObservationChange change, Instant recordTime) {
        events.pipeInput(
                "south", SectorEvent.newBuilder().setObservation(change).build(), recordTime);
    }

    @Test
    void shouldTellEachTeamUnderItsOwnKeyAtTheTimeOfTheEvent() {
        start(AlertingSettings.standard());
        load(team("a", team -> {}), team("b", team -> {}), team("c", team -> team.setKinds(List.of())));

        happen(appeared(report(AlertKind.GUNSHOT, event -> {})), RECEIVED);

        List<TestRecord<String, PatrolAlert>> told = alerts.readRecordsToList();
        assertThat(told).extracting(TestRecord::key).containsExactlyInAnyOrder("a", "b");
        assertThat(told).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(record.value().getTeamId());
            assertThat(record.getRecordTime()).isEqualTo(RECEIVED);
        });
    }

    @Test
    void shouldTellNobodyTwiceOfAnEventThatIsEditedOrMoved() {
        start(AlertingSettings.standard());
        load(team("a", team -> team.setSectorIds(List.of("south", "north"))));
        ObservationChange first = appeared(report(AlertKind.SNARE, event -> {}));
        happen(first, RECEIVED);
        assertThat(alerts.readValuesToList()).hasSize(1);

        LocatedEvent edited = located(report(AlertKind.SNARE, event -> event.setCount(3)), "kedrovaya", "south");
        happen(
                ObservationChange.newBuilder(first)
                        .setBefore(first.getNow())
                        .setNow(edited)
                        .build(),
                RECEIVED.plusSeconds(60));
        happen(
                ObservationChange.newBuilder(first)
                        .setBefore(edited)
                        .setNow(null)
                        .build(),
                RECEIVED.plusSeconds(120));
        happen(appeared(located(edited.getPoachingAlert(), "other", "north")), RECEIVED.plusSeconds(120));
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void shouldTellATeamThatAnEditConcernsForTheFirstTime() {
        start(AlertingSettings.standard());
        load(team("a", team -> {}), team("b", team -> team.setTerritoryIds(List.of("other"))));
        ObservationChange first = appeared(report(AlertKind.SNARE, event -> {}));
        happen(first, RECEIVED);

        happen(appeared(located(first.getNow().getPoachingAlert(), "other", "south")), RECEIVED.plusSeconds(60));

        assertThat(alerts.readValuesToList()).extracting(PatrolAlert::getTeamId).containsExactly("a", "b");
    }

    @Test
    void shouldForgetWhatNoEditCanRaiseAgain() {
        start(AlertingSettings.standard());
        load(team("a", team -> {}));
        KeyValueStore<String, Long> raised = driver.getKeyValueStore(AlertingTopology.RAISED);
        happen(appeared(numbered("1", AlertKind.SNARE)), RECEIVED);
        happen(appeared(numbered("2", AlertKind.SOS)), RECEIVED);
        assertThat(raised.approximateNumEntries()).isEqualTo(2);

        happen(appeared(numbered("3", AlertKind.FIRE)), RECEIVED.plus(Duration.ofDays(14)));
        assertThat(raised.approximateNumEntries()).isEqualTo(2);

        happen(appeared(numbered("3", AlertKind.FIRE)), RECEIVED.plus(Duration.ofDays(16)));
        assertThat(raised.approximateNumEntries()).as("the SOS alone").isEqualTo(1);
    }

    @Test
    void shouldPageNobodyForWhatAnEarlierGenerationHasDecidedNorForItsEdits() {
        start(new AlertingSettings(RECEIVED.plusMillis(1)));
        load(team("a", team -> {}));
        PoachingAlert snare = report(AlertKind.SNARE, event -> {});
        happen(appeared(snare), RECEIVED);
        assertThat(alerts.isEmpty()).isTrue();

        LocatedEvent edited = LocatedEvent.newBuilder(located(snare, "kedrovaya", "south"))
                .setReceivedAt(RECEIVED.plusSeconds(60))
                .build();
        happen(appeared(edited), RECEIVED.plusSeconds(60));
        assertThat(alerts.isEmpty()).as("told by the earlier generation").isTrue();

        LocatedEvent news = LocatedEvent.newBuilder(located(numbered("2", AlertKind.SNARE), "kedrovaya", "south"))
                .setReceivedAt(RECEIVED.plusSeconds(60))
                .build();
        happen(appeared(news), RECEIVED.plusSeconds(60));
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldPassOverWhatIsNoObservation() {
        start(AlertingSettings.standard());
        load(team("a", team -> {}));

        events.pipeInput("south", SectorEvent.newBuilder().build(), RECEIVED);

        assertThat(alerts.isEmpty()).isTrue();
    }

    private static PoachingAlert numbered(String eventId, AlertKind kind) {
        return report(
                kind,
                event -> event.setProvenance(Provenance.newBuilder(event.getProvenance())
                        .setEventId(eventId)
                        .build()));
    }
}

package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.hours;
import static org.amurwatch.streams.incident.Field.inSector;
import static org.amurwatch.streams.incident.Field.minutes;
import static org.amurwatch.streams.incident.Field.patrol;
import static org.amurwatch.streams.incident.Field.sign;
import static org.amurwatch.streams.incident.Field.team;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.PlaceAtlas;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.StoreIndex;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTopologyTest {

    private static final String SECTOR = "south";

    @TempDir
    private Path stateDir;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
    private final RecordClock clock = new RecordClock();
    private final DeadLetters deadLetters = new DeadLetters(Topics.DECISIONS_DEAD_LETTERS.name());
    private TopologyTestDriver driver;
    private TestInputTopic<String, SectorEvent> events;
    private TestInputTopic<String, PatrolResponse> responses;
    private TestOutputTopic<String, Incident> incidents;
    private TestOutputTopic<String, PatrolAlert> alerts;
    private TestOutputTopic<byte[], byte[]> letters;

    private void start(Instant silentBefore, PatrolTeam... teams) {
        start(silentBefore, clock, teams);
    }

    private void start(Instant silentBefore, DecisionClock decisionClock, PatrolTeam... teams) {
        ReferenceIndexes plain = new ReferenceIndexes(5_000);
        ReferenceIndexes indexes = new ReferenceIndexes(
                plain.territories(),
                new PlaceAtlas(),
                plain.countries(),
                plain.teams(),
                plain.permits(),
                plain.policies(),
                plain.silences(),
                plain.recipients(),
                new StoreIndex<>(published -> FieldRules.book(FieldRules.ALL)),
                plain.agreements());
        StreamsBuilder builder = new StreamsBuilder();
        new ReferenceTopology(serdes, indexes, new ReferenceProgress(), new OutageWait(Duration.ofMillis(1)))
                .addTo(builder, ReferenceTopology.DECISIONS);
        new IncidentTopology(serdes, indexes, decisionClock, silentBefore, TopicNames.LIVE).addTo(builder);
        Properties settings = new Properties();
        settings.put("application.id", "incident-test");
        settings.put("bootstrap.servers", "none:1");
        settings.put("state.dir", stateDir.toString());
        settings.put("ensure.explicit.internal.resource.naming", "true");
        settings.put("processing.exception.handler", "org.amurwatch.streams.deadletter.DeadLetterProcessing");
        settings.put(DeadLetters.SETTING, deadLetters);
        driver = new TopologyTestDriver(builder.build(settings), settings, Field.START);
        events = driver.createInputTopic(
                Topics.SECTOR_EVENTS.name(), new StringSerializer(), serdes.serializer(Topics.SECTOR_EVENTS));
        responses = driver.createInputTopic(
                Topics.RESPONSES.name(), new StringSerializer(), serdes.serializer(Topics.RESPONSES));
        incidents = driver.createOutputTopic(
                Topics.INCIDENTS.name(), new StringDeserializer(), serdes.deserializer(Topics.INCIDENTS));
        alerts = driver.createOutputTopic(
                Topics.PATROL_ALERTS.name(), new StringDeserializer(), serdes.deserializer(Topics.PATROL_ALERTS));
        letters =
                driver.createOutputTopic(deadLetters.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TestInputTopic<String, PatrolTeam> reference = driver.createInputTopic(
                Topics.PATROL_TEAMS.name(), new StringSerializer(), serdes.serializer(Topics.PATROL_TEAMS));
        for (PatrolTeam each : teams) {
            reference.pipeInput(each.getId(), each);
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void happen(SectorEvent event, Instant receivedAt) {
        events.pipeInput(SECTOR, event, receivedAt);
    }

    private void answer(String incidentId, ResponseKind kind, Outcome outcome, Instant at) {
        responses.pipeInput(
                SECTOR,
                PatrolResponse.newBuilder()
                        .setResponseId("answer " + at)
                        .setSectorId(SECTOR)
                        .setIncidentId(incidentId)
                        .setTeamId("north")
                        .setBy("ranger")
                        .setKind(kind)
                        .setOutcome(outcome)
                        .setAt(at)
                        .build(),
                at);
    }

    /** Time goes on to a moment by which all input is processed, and a turn of the timers comes. */
    private void until(Instant time) {
        clock.advanceTo(time);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private Map<String, List<KeyValue<Object, Object>>> state() {
        Map<String, List<KeyValue<Object, Object>>> state = new LinkedHashMap<>();
        for (String name : IncidentTopology.STORES) {
            KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
            List<KeyValue<Object, Object>> rows = new ArrayList<>();
            try (KeyValueIterator<Object, Object> all = store.all()) {
                all.forEachRemaining(rows::add);
            }
            state.put(name, rows);
        }
        return state;
    }

    /** As after a crash: nothing is left but the rows of the stores. */
    private void restart(PatrolTeam... teams) {
        Map<String, List<KeyValue<Object, Object>>> state = state();
        driver.close();
        start(Instant.EPOCH, teams);
        state.forEach((name, rows) -> {
            KeyValueStore<Object, Object> store = driver.getKeyValueStore(name);
            rows.forEach(row -> store.put(row.key, row.value));
        });
    }

    @Test
    void shouldSendEachKindOfRecordToItsTopicUnderItsKey() {
        start(Instant.EPOCH, team("north"));
        happen(sign("shot", AlertKind.GUNSHOT, 0, hours(1)), hours(1));

        TestRecord<String, Incident> incident = incidents.readRecord();
        assertThat(incident.key()).isEqualTo(incident.value().getIncidentId()).startsWith("south/");
        assertThat(incident.getRecordTime()).isEqualTo(hours(1));
        TestRecord<String, PatrolAlert> alert = alerts.readRecord();
        assertThat(alert.key()).isEqualTo("north");
        assertThat(alert.value().getIncidentId()).isEqualTo(incident.key());
        assertThat(alert.getRecordTime()).isEqualTo(hours(1));
        assertThat(keys(Topics.INCIDENT_EVIDENCE)).containsExactly(incident.key() + "/rangers/shot");
        KeyValueStore<String, HistoryEntry> history = driver.getKeyValueStore(IncidentTopology.HISTORY);
        assertThat(history.get("south\nrangers/shot").getIncidentId()).isEqualTo(incident.key());
    }

    private <V extends SpecificRecord> List<String> keys(org.amurwatch.topic.Topic<V> topic) {
        return driver
                .createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer(topic))
                .readKeyValuesToList()
                .stream()
                .map(record -> record.key)
                .toList();
    }

    @Test
    void shouldPassOverRetiredTeamsAndThoseOfOtherSectors() {
        start(
                Instant.EPOCH,
                team("north"),
                PatrolTeam.newBuilder(team("gone")).setRetired(true).build(),
                PatrolTeam.newBuilder(team("elsewhere"))
                        .setSectorIds(List.of("west"))
                        .build());
        happen(sign("shot", AlertKind.GUNSHOT, 0, hours(1)), hours(1));
        until(hours(5));

        assertThat(alerts.readValuesToList()).isNotEmpty().allMatch(alert -> alert.getTeamId()
                .equals("north"));
    }

    @Test
    void shouldKeepSectorsApart() {
        start(Instant.EPOCH, team("north"));
        happen(sign("one", AlertKind.SNARE, 0, hours(1)), hours(1));
        events.pipeInput("west", inSector(sign("two", AlertKind.SNARE, 0, hours(1)), "west"), hours(1));

        assertThat(incidents.readValuesToList())
                .extracting(Incident::getSectorId, Incident::getEvidenceCount)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("south", 1),
                        org.assertj.core.groups.Tuple.tuple("west", 1));
    }

    @Test
    void shouldPageNobodyForWhatAnEarlierGenerationHasTold() {
        start(hours(2), team("north"));
        happen(sign("old", AlertKind.SNARE, 0, hours(1)), hours(1));
        until(hours(1.9));
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(incidents.readValuesToList()).isNotEmpty();

        // What has been told is remembered as told: more of it is an update.
        happen(sign("more", AlertKind.SNARE, 1, hours(3)), hours(3));
        assertThat(alerts.readValuesToList())
                .isNotEmpty()
                .noneMatch(alert -> alert.getMessage() == AlertMessage.RAISED);

        happen(sign("news", AlertKind.SNARE, 50, hours(4)), hours(4));
        assertThat(alerts.readValuesToList())
                .extracting(PatrolAlert::getMessage)
                .contains(AlertMessage.RAISED);
    }

    @Test
    void shouldGoOnAfterARestartWithoutRepeatingOrLosing() {
        start(Instant.EPOCH, team("north"));
        happen(sign("one", AlertKind.SNARE, 0, hours(1)), hours(1));
        happen(patrol("north", 30, hours(1)), hours(1));
        String id = incidents.readValue().getIncidentId();
        assertThat(alerts.readValuesToList()).hasSize(1);

        restart(team("north"));
        happen(sign("one", AlertKind.SNARE, 0, hours(1)), hours(1));
        assertThat(alerts.isEmpty()).as("a repeat after a restart").isTrue();

        until(hours(3));
        assertThat(alerts.readValuesToList())
                .as("the next step, since nobody answered")
                .isNotEmpty();
        happen(sign("two", AlertKind.SNARE, 1, hours(3.1)), hours(3.1));
        happen(sign("three", AlertKind.SNARE, 2, hours(3.2)), hours(3.2));
        until(hours(3.3));
        assertThat(incidents.readValuesToList()).last().satisfies(incident -> {
            assertThat(incident.getIncidentId()).isEqualTo(id);
            assertThat(incident.getEvidenceCount()).isEqualTo(3);
        });

        restart(team("north"));
        answer(id, ResponseKind.CLOSED, Outcome.POACHING_CONFIRMED, hours(4));
        until(hours(4.1));
        assertThat(incidents.readValuesToList()).last().satisfies(incident -> {
            assertThat(incident.getState()).isEqualTo(IncidentState.RESOLVED);
            assertThat(incident.getEvidenceCount()).isEqualTo(3);
        });
        assertThat(alerts.readValuesToList())
                .extracting(PatrolAlert::getMessage)
                .endsWith(AlertMessage.ALL_CLEAR);
    }

    /** Two hours were slept through; the answer that waits disproves the escalation that is overdue. */
    @Test
    void shouldFireNothingThatTheWaitingInputDisproves() {
        CaughtUpClock live = new CaughtUpClock();
        start(Instant.EPOCH, live, team("north"));
        live.caughtUp(hours(1));
        happen(sign("shot", AlertKind.GUNSHOT, 0, hours(1)), hours(1));
        String id = incidents.readValue().getIncidentId();
        assertThat(alerts.readValuesToList()).hasSize(1);

        // Down from here to 3:00. Of what waits, one partition is ahead of the other.
        happen(sign("far", AlertKind.SNARE, 60, hours(2.9)), hours(2.9));
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        alerts.readValuesToList();
        answer(id, ResponseKind.CLOSED, Outcome.ANIMAL, minutes(62));
        live.caughtUp(hours(3));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(alerts.readValuesToList())
                .filteredOn(alert -> id.equals(alert.getIncidentId()))
                .extracting(PatrolAlert::getMessage)
                .containsExactly(AlertMessage.ALL_CLEAR);
    }

    @Test
    void shouldPutAsideARecordThatFailsAndKeepItsStateWhole() {
        start(Instant.EPOCH, team("north"));
        happen(sign("one", AlertKind.SNARE, 0, hours(1)), hours(1));
        String before = state().toString();
        SectorEvent broken = sign("two", AlertKind.WEAPON, 30, hours(1.01));
        // Intake makes none like that: nobody can say on which day it was there.
        broken.getObservation().getNow().getPlacement().setTimeZone("No/Where");

        happen(broken, hours(1.01));
        assertThat(letters.readRecordsToList()).hasSize(1);
        assertThat(state().toString()).isEqualTo(before);

        happen(sign("three", AlertKind.SNARE, 2, hours(3)), hours(3));

        assertThat(incidents.readValuesToList()).last().satisfies(incident -> assertThat(incident.getEvidenceCount())
                .isEqualTo(2));
        KeyValueStore<String, IncidentEntry> entries = driver.getKeyValueStore(IncidentTopology.INCIDENTS);
        try (var rows = entries.all()) {
            assertThat(rows).toIterable().hasSize(1);
        }
    }

    @Test
    void shouldPassOverWhatIsNothing() {
        start(Instant.EPOCH, team("north"));
        happen(SectorEvent.newBuilder().build(), hours(1));
        answer("south/unknown", ResponseKind.ACKNOWLEDGED, null, hours(1));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(incidents.isEmpty()).isTrue();
        assertThat(letters.isEmpty()).isTrue();
    }
}

package org.amurwatch.producer.earthranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.dialect.TrackerMapping;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarthRangerEventsTest {

    private static final String PLACE = "'location': {'latitude': 43.1, 'longitude': 131.4}";
    private static final String TIME = "'time': '2026-01-17T16:18:44+10:00'";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EarthRangerEvents events =
            new EarthRangerEvents(Dialects.of("earthranger", TypeMapping.none(), TrackerMapping.none(), meters));

    @Test
    void shouldTakeASnareReport() throws FaultyInput {
        PoachingAlert alert = alert("""
                {'event_type': 'snare_rep', 'time': '2026-01-17T06:18:44.5Z', %s, 'priority': 300, 'state': 'resolved',
                 'event_details': {'snarerep_numberofsnares': '4', 'status': 'set'}, 'provenance': 'staff'}""".formatted(PLACE));

        assertThat(alert.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(alert.getCount()).isEqualTo(4);
        assertThat(alert.getStatedKind()).isEqualTo("snare_rep");
        assertThat(alert.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:18:44.5Z"));
        assertThat(alert.getPosition()).isEqualTo(new Position(43.1, 131.4, null));
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.DIRECT);
        assertThat(alert.getProvenance().getSourceId()).isEqualTo("post-7");
        assertThat(alert.getProvenance().getRevision()).isEqualTo(Dialects.NOW);
        assertThat(alert.getProvenance().getFile()).isNull();
        assertThat(alert.getClassification()).isNull();
        // Red is each type's default there, and resolved says that somebody went, not that nothing was.
        assertThat(alert.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(alert.getWithdrawn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "shot_rep, numberofshots, 3, GUNSHOT, 3",
        "carcass_rep, species, 'leopard', CARCASS,",
        "spoor_rep, type, footprint, HUMAN_TRACKS,",
        "spoor_rep, type, motorbike, VEHICLE,",
        "spoor_rep, type, vehilce, VEHICLE,",
        "poacher_camp_rep, numberofpeople, 2, CAMP, 2",
        "CONTACT_REP, x, y, PATROL_CONTACT,",
        "arrest_rep, x, y, ARREST,",
        "fire_rep, x, y, FIRE,",
        "cameratrap_rep, category, person, HUMAN_PRESENCE,",
        "shot_rep, numberofshots, 0, GUNSHOT,",
        "shot_rep, numberofshots, many, GUNSHOT,",
        "mist_rep, Injury, Severed thumb, OTHER,",
    })
    void shouldReadTypesAndTheirDetails(String type, String detail, String value, AlertKind kind, Integer count)
            throws FaultyInput {
        PoachingAlert alert = alert("{'event_type': '%s', %s, %s, 'event_details': {'%s': '%s'}}"
                .formatted(type, TIME, PLACE, detail, value));

        assertThat(alert.getKind()).isEqualTo(kind);
        assertThat(alert.getCount()).isEqualTo(count);
        assertThat(alert.getStatedKind()).isEqualTo(type);
        assertThat(alert.toString()).doesNotContain("thumb");
    }

    @Test
    void shouldTakeAWildlifeSighting() throws FaultyInput {
        Sighting sighting = (Sighting) only("""
                {'event_type': 'wildlife_sighting_rep', %s, %s, 'event_details': {'species': 'amur_leopard',
                 'numberofanimals': 2, 'sex': 'Female', 'age': 'adult'}}""".formatted(TIME, PLACE)).value();

        assertThat(sighting.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(sighting.getCount()).isEqualTo(2);
        assertThat(sighting.getSex()).isEqualTo(Sex.FEMALE);
        assertThat(sighting.getLifeStage()).isEqualTo(LifeStage.ADULT);
        assertThat(sighting.getMethod()).isEqualTo(ObservationMethod.REPORT);
    }

    /** The names of the forms that come with EarthRanger, and of an event in Gundi's own tests. */
    @ParameterizedTest
    @CsvSource({
        "snare_rep, snarerep_numberofsnares",
        "shot_rep, shotrep_numberofshots",
        "poacher_camp_rep, poachercamprep_numberofpeople",
        "spoor_rep, spoorrep_numberpeopletracked",
        "confiscation_rep, confiscationrep_numberofitems",
        "contact_rep, contactrep_poachinggroupsize",
    })
    void shouldCountAsTheFormsOfEarthRangerDo(String type, String field) throws FaultyInput {
        assertThat(alert("{'event_type': '%s', %s, %s, 'event_details': {'%s': 4}}".formatted(type, TIME, PLACE, field))
                        .getCount())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wildlifesightingrep_numberanimals", "animal_count"})
    void shouldCountAnimalsAsTheirFormsDo(String field) throws FaultyInput {
        Sighting sighting =
                (Sighting) only("{'event_type': 'wildlife_sighting_rep', %s, %s, 'event_details': {'%s': 4}}"
                                .formatted(TIME, PLACE, field))
                        .value();

        assertThat(sighting.getCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"Nyctereutes procyonoides, Nyctereutes procyonoides", "something big,", "'Ivan Petrov told me so',"})
    void shouldTakeNoNameOfAnAnimalThatIsNone(String species, String name) throws FaultyInput {
        Sighting sighting =
                (Sighting) only("{'event_type': 'wildlife_sighting_rep', %s, %s, 'event_details': {'species': '%s'}}"
                                .formatted(TIME, PLACE, species))
                        .value();

        assertThat(sighting.getScientificName()).isEqualTo(name);
    }

    @Test
    void shouldSayThatAMachineSaysSo() throws FaultyInput {
        PoachingAlert alert = alert("""
                {'event_type': 'shot_rep', %s, %s, 'provenance': 'sensor', 'event_details': {'confidence': 0.82}}""".formatted(TIME, PLACE));

        assertThat(alert.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.82);
    }

    @Test
    void shouldKeepNamesAndTextsApart() throws FaultyInput {
        LiveEvent event = only("""
                {'event_type': 'arrest_rep', %s, %s, 'title': 'Ivan caught', 'notes': [{'text': 'called Petrov'}, {'id': 1}],
                 'reported_by': {'name': 'Sidorov', 'username': 'sid'}, 'related_subjects': [{'id': 'x', 'name': 'Kuznetsov'}],
                 'event_details': {'suspect': 'Smirnov', 'type': 'a man named Popov, of the village'}}""".formatted(TIME, PLACE));

        assertThat(event.value().toString())
                .doesNotContain("Ivan", "Petrov", "Sidorov", "Kuznetsov", "Smirnov", "Popov");
        assertThat(event.details().getEventKey()).isEqualTo(event.key());
        assertThat(event.details().getNote()).isEqualTo("Ivan caught\ncalled Petrov");
        assertThat(event.details().getReporter()).isEqualTo("Sidorov");
    }

    @Test
    void shouldGiveARepeatTheSameId() throws FaultyInput {
        String first = "{'event_type': 'snare_rep', %s, %s, 'eventsource': 'app', 'external_event_id': 'a-1'}"
                .formatted(TIME, PLACE);
        String corrected =
                "{'event_type': 'trap_rep', %s, 'eventsource': 'app', 'external_event_id': 'a-1'}".formatted(PLACE);
        String other = first.replace("'app'", "'app2'");

        assertThat(UUID.fromString(id(first))).isNotNull();
        assertThat(id(first)).isEqualTo(id(first)).isEqualTo(id(corrected)).isNotEqualTo(id(other));
        assertThat(only(first).key()).isEqualTo("post-7/" + id(first));
        assertThat(read(first, "post-8").items().get(0).answer().get("id")).isNotEqualTo(id(first));
    }

    @Test
    void shouldTellEventsWithoutAnIdByWhatTheySay() throws FaultyInput {
        String event = "{'event_type': 'shot_rep', %s, %s}".formatted(TIME, PLACE);
        String inAnotherOrder = "{%s , %s, 'event_type': 'shot_rep'}".formatted(PLACE, TIME);

        assertThat(id(event)).isEqualTo(id(inAnotherOrder)).isNotEqualTo(id(event.replace("44+10", "45+10")));
    }

    @Test
    void shouldTakeTwoEventsWithoutTimeAndIdForTwo() throws FaultyInput {
        String event = "{'event_type': 'shot_rep', %s}".formatted(PLACE);
        EarthRangerEvents later = new EarthRangerEvents(new org.amurwatch.producer.dialect.Dialect(
                Dialects.builtIn("earthranger").reports(),
                Dialects.builtIn("earthranger").fixes(),
                org.amurwatch.avro.Purpose.ACTUAL,
                java.time.Clock.fixed(Dialects.NOW.plusSeconds(1), java.time.ZoneOffset.UTC)));

        assertThat(alert(event).getObservedAt()).isEqualTo(Dialects.NOW);
        assertThat(later.read(json(event), "post-7").items().get(0).answer().get("id"))
                .isNotEqualTo(id(event));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-17T06:18:44.056439, 2026-01-17T06:18:44.056Z",
        "2026-01-17 16:18:44+10:00, 2026-01-17T06:18:44Z",
        "2026-01-17T16:18:44+1000, 2026-01-17T06:18:44Z",
        "2026-01-17T16:18:44+10, 2026-01-17T06:18:44Z",
        "2026-01-17T06:18:44.0000000z, 2026-01-17T06:18:44Z",
        "'2026-01-17T16:18[Asia/Vladivostok]', 2026-01-17T06:18:00Z",
    })
    void shouldReadTimesAsClientsWriteThem(String stated, Instant time) throws FaultyInput {
        assertThat(alert("{'event_type': 'shot_rep', 'time': '%s', %s}".formatted(stated, PLACE))
                        .getObservedAt())
                .isEqualTo(time);
    }

    @Test
    void shouldCountTypesThatNobodyMappedAndTypesThatAreLeftOut() throws FaultyInput {
        StatedItem left = item("{'event_type': 'radio_rep', %s, %s}".formatted(TIME, PLACE));
        alert("{'event_type': 'mist_rep', %s, %s}".formatted(TIME, PLACE));

        assertThat(left.events()).isEmpty();
        assertThat(left.faults()).isEmpty();
        assertThat(left.answer()).containsKey("id");
        assertThat(meters.counter("amurwatch_ingest_unknown_types", "way", "earthranger")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("amurwatch_ingest_ignored_types", "way", "earthranger")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldGoByTheOperatorsOwnMappingFirst(@TempDir Path folder) throws FaultyInput {
        TypeMapping own = TypeMapping.read(
                Dialects.file(folder, "own.yaml", "mist_rep: CHAINSAW\nspecies.ilbis: SIGHTING Uncia uncia\n"));
        EarthRangerEvents events =
                new EarthRangerEvents(Dialects.of("earthranger", own, TrackerMapping.none(), meters));

        LiveEvent chainsaw = events.read(json("{'event_type': 'mist_rep', %s}".formatted(PLACE)), "s")
                .items()
                .get(0)
                .events()
                .get(0);
        LiveEvent animal = events.read(
                        json("{'event_type': 'wildlife_sighting_rep', %s, 'event_details': {'species': 'Ilbis'}}"
                                .formatted(PLACE)),
                        "s")
                .items()
                .get(0)
                .events()
                .get(0);

        assertThat(((PoachingAlert) chainsaw.value()).getKind()).isEqualTo(AlertKind.CHAINSAW);
        assertThat(((Sighting) animal.value()).getScientificName()).isEqualTo("Uncia uncia");
    }

    @Test
    void shouldNameEachFieldThatIsWrong() throws FaultyInput {
        StatedItems items = read("""
                [{'event_type': 'shot_rep', %s, %s},
                 {'event_type': '', 'time': 'yesterday', 'location': {'lat': 43, 'longitude': 191}, 'title': ['x'], 'notes': 'x'},
                 'nonsense']""".formatted(TIME, PLACE), "post-7");

        assertThat(items.isList()).isTrue();
        assertThat(items.items().get(0).events()).hasSize(1);
        assertThat(items.items().get(1).faults())
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "/1/event_type",
                        "/1/time",
                        "/1/location/latitude",
                        "/1/location/longitude",
                        "/1/title",
                        "/1/notes");
        assertThat(items.items().get(2).faults()).extracting(Fault::field).contains("/2");
    }

    @Test
    void shouldRefuseTextsThatAreTooLongByName() throws FaultyInput {
        StatedItem item = item("{'event_type': 'shot_rep', %s, 'title': '%s', 'external_event_id': '%s'}"
                .formatted(PLACE, "x".repeat(1 << 20), "y".repeat(101)));

        assertThat(item.faults()).extracting(Fault::field).containsExactlyInAnyOrder("/title", "/external_event_id");
        assertThat(item.faults())
                .allSatisfy(fault -> assertThat(fault.sentence()).hasSizeLessThan(200));
    }

    @Test
    void shouldRefuseNotesThatAreTooLongTogether() throws FaultyInput {
        StatedItem item = item("{'event_type': 'shot_rep', %s, 'title': '%s', 'notes': [{'text': '%s'}]}"
                .formatted(PLACE, "x".repeat(6_000), "y".repeat(6_000)));

        assertThat(item.faults()).extracting(Fault::field).containsExactly("/notes");
    }

    @Test
    void shouldRefuseWhatIsNoListOfEvents() {
        for (String body :
                List.of("", " ", "{", "[]", "nonsense", "{} {}", "[" + "{},".repeat(100) + "{}]", "[".repeat(1000))) {
            assertThatThrownBy(() -> read(body, "post-7"))
                    .as("%s", body.length() > 20 ? "long" : body)
                    .isInstanceOf(FaultyInput.class);
        }
        assertThatThrownBy(() -> read("{'a': ".repeat(40) + "1" + "}".repeat(40), "post-7"))
                .hasMessageContaining("32 levels");
        assertThatThrownBy(() -> events.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0x22}, "post-7"))
                .isInstanceOf(FaultyInput.class);
    }

    @Test
    void shouldMakeNoTreeOfABodyOfNothingButBrackets() {
        String list = "[" + "{},".repeat(300_000) + "{}]";
        String inside = "{'event_type': 'shot_rep', 'event_details': [" + "0,".repeat(300_000) + "0]}";

        assertThatThrownBy(() -> read(list, "post-7")).hasMessageContaining("200000 values");
        assertThatThrownBy(() -> read(inside, "post-7")).hasMessageContaining("200000 values");
    }

    private PoachingAlert alert(String event) throws FaultyInput {
        return (PoachingAlert) only(event).value();
    }

    private LiveEvent only(String event) throws FaultyInput {
        StatedItem item = item(event);
        assertThat(item.faults()).isEmpty();
        assertThat(item.events()).hasSize(1);
        return item.events().get(0);
    }

    private String id(String event) throws FaultyInput {
        return (String) item(event).answer().get("id");
    }

    private StatedItem item(String event) throws FaultyInput {
        return read(event, "post-7").items().get(0);
    }

    private StatedItems read(String body, String sourceId) throws FaultyInput {
        return events.read(json(body), sourceId);
    }

    static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}

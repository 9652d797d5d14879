package org.amurwatch.consumer.dashboard.view;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.at;
import static org.amurwatch.consumer.dashboard.ParkRecords.day;
import static org.amurwatch.consumer.dashboard.ParkRecords.deadLetter;
import static org.amurwatch.consumer.dashboard.ParkRecords.deployment;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.individual;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.shot;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.health.StepState;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.state.Change;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.amurwatch.consumer.dashboard.state.Versions;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkViewTest {

    private static final Position HERE = new Position(43.1234, 131.4567, 50.0);
    private static final Viewer OFFICER = Viewer.of(Role.DUTY_OFFICER, null);
    private static final Viewer ANALYST = Viewer.of(Role.ANALYST, null);
    private static final Viewer VISITOR = Viewer.of(Role.VISITOR, null);
    private static final Viewer NORTH = Viewer.of(Role.RANGER, "north");
    private static final Viewer SOUTH = Viewer.of(Role.RANGER, "south");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Park park = new Park(new ParkState(new Versions(clock, 1)), Duration.ofDays(90), 1_000, 400, clock);
    private final AlertBook alerts = new AlertBook(10);
    private final SystemFacts facts = new SystemFacts();
    private final ParkView view = new ParkView(park, alerts, facts, "1.2.3", clock);
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void fill() {
        park.state().listen(changes::add);
        park.territory("pad", territory("pad", "khasan", 43.0, 131.3));
        park.territory("sever", territory("sever", "lazo", 44.0, 134.0));
        park.team("north", team("north", "khasan"));
        park.team("south", team("south", "lazo"));
        park.observation(sighting("a", "Panthera pardus", placement("pad", "khasan"), HERE, NOW.minusSeconds(600)));
        park.observation(sighting("b", "Sus scrofa", placement("sever", "lazo"), HERE, NOW.minusSeconds(700)));
        park.observation(shot("acoustic", placement("pad", "khasan"), HERE, NOW.minusSeconds(60)));
        park.observation(deployment("cam", placement("pad", "khasan"), HERE, null));
        park.incident("khasan/a", Incidents.shot("a").build());
        park.position(at("north", NOW.minusSeconds(300), HERE));
        park.position(at("south", NOW.minusSeconds(300), HERE));
        park.individual("Leo 1", individual("Leo 1", "pad", HERE));
        park.day(day("pad", "khasan", LocalDate.of(2026, 1, 16), "Sus scrofa", 4, 20));
        park.settle();
    }

    private static List<String> ids(JsonNode snapshot, String collection) {
        List<String> ids = new ArrayList<>();
        snapshot.path(collection)
                .forEach(one -> ids.add(
                        one.path(collection.equals("patrols") ? "team" : "id").asText()));
        return ids;
    }

    @Test
    void shouldShowEverythingToTheDutyOfficer() {
        JsonNode snapshot = snapshot(OFFICER);

        assertThat(ids(snapshot, "territories")).containsExactlyInAnyOrder("pad", "sever");
        assertThat(ids(snapshot, "sightings")).containsExactlyInAnyOrder("src/a", "src/b", "src/acoustic");
        assertThat(ids(snapshot, "stations")).containsExactly("src/station-cam");
        assertThat(ids(snapshot, "incidents")).containsExactly("khasan/a");
        assertThat(ids(snapshot, "patrols")).containsExactlyInAnyOrder("north", "south");
        assertThat(ids(snapshot, "individuals")).containsExactly("Leo 1");
        assertThat(snapshot.path("cells")).isEmpty();
        assertThat(snapshot.path("health").path("version").asText()).isEqualTo("1.2.3");
        JsonNode pad = snapshot.path("territories").get(0);
        assertThat(pad.path("state").asText()).isEqualTo("ALARM");
        assertThat(pad.path("openIncidents").asInt()).isEqualTo(1);
        assertThat(pad.path("subjects").get(0).path("last7Days").asInt()).isEqualTo(4);
        assertThat(pad.path("polygons").get(0).get(0).get(0).get(0).asDouble())
                .as("longitude first")
                .isEqualTo(131.3);
        assertThat(snapshot.path("sightings")
                        .get(0)
                        .path("position")
                        .path("uncertaintyMeters")
                        .asDouble())
                .isEqualTo(50.0);
    }

    @Test
    void shouldKeepPatrolsFromTheAnalyst() {
        JsonNode snapshot = snapshot(ANALYST);
        assertThat(ids(snapshot, "incidents")).containsExactly("khasan/a");
        assertThat(ids(snapshot, "patrols")).isEmpty();
        assertThat(snapshot.path("health").isNull()).isTrue();
    }

    @Test
    void shouldShowARangerWhatIsOfTheTeam() {
        JsonNode north = snapshot(NORTH);
        assertThat(ids(north, "territories")).containsExactly("pad");
        assertThat(ids(north, "sightings")).containsExactlyInAnyOrder("src/a", "src/acoustic");
        assertThat(ids(north, "incidents")).containsExactly("khasan/a");
        assertThat(ids(north, "patrols")).containsExactly("north");
        assertThat(ids(north, "individuals")).containsExactly("Leo 1");
        JsonNode south = snapshot(SOUTH);
        assertThat(ids(south, "sightings")).containsExactly("src/b");
        assertThat(ids(south, "incidents")).isEmpty();
        assertThat(ids(south, "individuals")).isEmpty();
        assertThat(south.path("territories").get(0).path("openIncidents").asInt())
                .isZero();
    }

    @Test
    void shouldShowNothingToARangerWhoseTeamIsNoMore() {
        park.team("north", null);
        JsonNode snapshot = snapshot(NORTH);
        assertThat(ids(snapshot, "sightings")).isEmpty();
        assertThat(ids(snapshot, "territories")).isEmpty();
    }

    @Test
    void shouldTellOfAChangeOnlyWhoSeesItOrSawIt() {
        changes.clear();
        park.observation(sighting("c", "Sus scrofa", placement("sever", "lazo"), HERE, NOW.minusSeconds(5)));
        Change added = changes.get(0);
        assertThat(view.change(SOUTH, added)
                        .orElseThrow()
                        .path("value")
                        .path("id")
                        .asText())
                .isEqualTo("src/c");
        assertThat(view.change(NORTH, added)).isEmpty();
        assertThat(view.change(VISITOR, added)).isEmpty();

        changes.clear();
        park.observation(sighting("c", "Sus scrofa", placement("pad", "khasan"), HERE, NOW.minusSeconds(5)));
        Change moved = changes.get(0);
        assertThat(view.change(SOUTH, moved).orElseThrow().path("value").isNull())
                .as("it saw it, and sees it no more")
                .isTrue();
        assertThat(view.change(NORTH, moved).orElseThrow().path("value").isObject())
                .isTrue();
    }

    @Test
    void shouldSayHowTheSystemIs() {
        assertThat(view.health().path("stepsKnown").asBoolean())
                .as("the brokers have said nothing yet")
                .isFalse();
        facts.steps(List.of(new StepState("decisions-g1", 2, 5), new StepState("dispatch", 0, 1)));
        facts.deadLetters().take(deadLetter("decisions.dead-letters", 0, "not an event"));
        alerts.add(receipt("phone", DeliveryOutcome.DELIVERED, NOW.minusSeconds(60)));
        alerts.add(receipt("phone", DeliveryOutcome.RETRY, NOW.minusSeconds(30)));
        alerts.add(receipt("phone", DeliveryOutcome.REPLACED, NOW.minusSeconds(10)));

        JsonNode health = view.health();
        assertThat(health.path("parts").toString())
                .isEqualTo("[{\"name\":\"dashboard\",\"ready\":true,\"instances\":1},"
                        + "{\"name\":\"decisions-g1\",\"ready\":true,\"instances\":2},"
                        + "{\"name\":\"dispatch\",\"ready\":false,\"instances\":0}]");
        assertThat(health.path("lagByStep").get(0).path("records").asLong()).isEqualTo(5);
        assertThat(health.path("deadLetters").asLong()).isEqualTo(1);
        assertThat(health.path("newestDeadLetters").get(0).path("explanation").asText())
                .isEqualTo("not an event");
        assertThat(health.path("endpoints").toString())
                .as("what was not sent says nothing of the endpoint")
                .isEqualTo("[{\"name\":\"phone\",\"state\":\"RETRY\",\"at\":\"2026-01-17T11:59:30Z\"}]");
    }

    private static DeliveryReceipt receipt(String endpoint, DeliveryOutcome outcome, Instant at) {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId(endpoint + at)
                .setAttempt(1)
                .setTeamId("north")
                .setEndpoint(endpoint)
                .setOutcome(outcome)
                .setAttemptedAt(at)
                .setTookMillis(5)
                .build();
    }

    @Test
    void shouldCountPatrolHoursOfThoseTeamsAloneThatSomebodySees() {
        assertThat(patrolHours(OFFICER)).isEqualTo(2);
        assertThat(patrolHours(NORTH)).as("of the own team").isEqualTo(1);
        assertThat(patrolHours(ANALYST)).as("patrols are not theirs to see").isZero();
    }

    private int patrolHours(Viewer viewer) {
        LocalDate day = LocalDate.of(2026, 1, 17);
        return view.territory(viewer, "pad", day, day.plusDays(1))
                .orElseThrow()
                .path("patrolDays")
                .path(0)
                .path("hours")
                .asInt();
    }

    @Test
    void shouldSayWhenWhoIsToldNext() {
        park.incident(
                "khasan/a",
                Incidents.shot("a")
                        .setNextStepAt(NOW.plusSeconds(300))
                        .setNextStepTo(RecipientKind.FURTHER)
                        .build());

        JsonNode incident = snapshot(OFFICER).path("incidents").get(0);
        assertThat(incident.path("nextEscalationAt").asText()).isEqualTo("2026-01-17T12:05:00Z");
        assertThat(incident.path("nextEscalationTo").asText()).isEqualTo("FURTHER");
    }

    @Test
    void shouldJoinAnEventWithTheIncidentThatItIsEvidenceOf() {
        park.observation(shot("x", placement("pad", "khasan"), HERE, NOW.minusSeconds(60)));
        var evidence = Incidents.shot("b").build().getEvidence().get(0);
        evidence.setEventKey("src/x");
        park.incident(
                "khasan/b",
                Incidents.shot("b")
                        .setEvidence(List.of(evidence))
                        .setToldTeamIds(List.of())
                        .build());

        assertThat(incidentOf(OFFICER)).isEqualTo("khasan/b");
        assertThat(incidentOf(NORTH)).as("it was not told of it").isEqualTo("none");
    }

    private String incidentOf(Viewer viewer) {
        for (JsonNode one : snapshot(viewer).path("sightings")) {
            if (one.path("id").asText().equals("src/x")) {
                return one.path("incident").asText("none");
            }
        }
        return "no such sighting";
    }

    @Test
    void shouldShowNeitherCanariesNorOlderStatementsNorWhatIsTakenBack() {
        var canary = shot("canary", placement("pad", "khasan"), HERE, NOW);
        canary.getNow().getPoachingAlert().setPurpose(Purpose.CANARY);
        park.observation(canary);
        var newer = Incidents.shot("a")
                .setState(IncidentState.RESPONDING)
                .setChangedAt(NOW)
                .build();
        park.incident("khasan/a", newer);
        park.incident("khasan/a", Incidents.shot("a").build());
        var gone = sighting("a", "Panthera pardus", placement("pad", "khasan"), HERE, NOW.minusSeconds(600));
        park.observation(gone(gone));

        JsonNode snapshot = snapshot(OFFICER);

        assertThat(ids(snapshot, "sightings")).doesNotContain("src/canary", "src/a");
        assertThat(snapshot.path("incidents").get(0).path("state").asText()).isEqualTo("RESPONDING");
    }

    @Test
    void shouldCountOldSightingsByCellSpeciesAndMonthForAVisitor() {
        var placement = placement("pad", "khasan");
        // 17:00 local time of 17 December is 31 days ago; 30 days ago counts not yet.
        park.observation(sighting("1", "Sus scrofa", placement, new Position(43.19, 131.41, null), days(31)));
        park.observation(sighting("2", "Sus scrofa", placement, new Position(43.11, 131.49, null), days(32)));
        park.observation(sighting("3", "Sus scrofa", placement, new Position(43.21, 131.41, null), days(31)));
        park.observation(sighting("4", "Sus scrofa", placement, HERE, days(30)));
        park.observation(sighting("5", "Panthera pardus orientalis", placement, HERE, days(40)));
        park.observation(shot("6", placement, HERE, days(40)));

        JsonNode snapshot = snapshot(VISITOR);

        assertThat(snapshot.path("cells").toString())
                .isEqualTo("[{\"latitude\":43.15,\"longitude\":131.45,\"size\":0.1,\"species\":\"Sus scrofa\","
                        + "\"month\":\"2025-12\",\"detections\":2},"
                        + "{\"latitude\":43.25,\"longitude\":131.45,\"size\":0.1,\"species\":\"Sus scrofa\","
                        + "\"month\":\"2025-12\",\"detections\":1}]");
        assertThat(snapshot.path("version").asLong()).isZero();
    }

    private static Instant days(int ago) {
        return NOW.minus(Duration.ofDays(ago));
    }

    @Test
    void shouldGivePagesOfIncidentsTheNewestFirst() {
        for (int i = 0; i < 5; i++) {
            park.incident(
                    "khasan/n" + i,
                    Incidents.shot("n" + i)
                            .setOpenedAt(NOW.plusSeconds(i))
                            .setSeverity(i == 0 ? Severity.CRITICAL : Severity.WARNING)
                            .build());
        }
        park.incident(
                "khasan/over",
                Incidents.shot("over").setState(IncidentState.RESOLVED).build());

        JsonNode first = view.incidents(OFFICER, new IncidentQuery(true, null, null, 4, null));
        assertThat(ids(first, "items")).containsExactly("khasan/n4", "khasan/n3", "khasan/n2", "khasan/n1");
        JsonNode second = view.incidents(
                OFFICER,
                new IncidentQuery(true, null, null, 4, first.path("next").asText()));
        assertThat(ids(second, "items")).containsExactly("khasan/n0", "khasan/a");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(ids(view.incidents(OFFICER, new IncidentQuery(false, null, null, 4, null)), "items"))
                .containsExactly("khasan/over");
        assertThat(ids(view.incidents(OFFICER, new IncidentQuery(null, Severity.CRITICAL, "pad", 4, null)), "items"))
                .containsExactly("khasan/n0");
        assertThat(ids(view.incidents(SOUTH, new IncidentQuery(null, null, null, 4, null)), "items"))
                .isEmpty();
    }

    @Test
    void shouldGiveRatesPerHundredStationNightsOnlyWhereEffortIsKnown() {
        park.day(day("pad", "khasan", LocalDate.of(2026, 1, 15), "Sus scrofa", 3, null));
        JsonNode days = view.territory(OFFICER, "pad", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 17))
                .orElseThrow()
                .path("days");
        assertThat(days.get(0).path("counts").get(0).path("per100StationNights").isNull())
                .isTrue();
        assertThat(days.get(1).path("counts").get(0).path("per100StationNights").asDouble())
                .isEqualTo(20.0);
        assertThat(view.territoryCsv(OFFICER, "pad", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 17)))
                .hasValue("day,stationNights,type,subject,events,detections,animals,per100StationNights\r\n"
                        + "2026-01-15,,SIGHTING,\"Sus scrofa\",3,3,3,\r\n"
                        + "2026-01-16,20,SIGHTING,\"Sus scrofa\",4,4,4,20.0\r\n");
        assertThat(view.territory(SOUTH, "pad", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 17)))
                .isEmpty();
    }

    private JsonNode snapshot(Viewer viewer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            view.snapshot(viewer).write(out, NOW);
            return new ObjectMapper().readTree(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

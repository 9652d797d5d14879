package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.NOON;
import static org.amurwatch.streams.routing.Routes.incident;
import static org.amurwatch.streams.routing.Routes.officer;
import static org.amurwatch.streams.routing.Routes.position;
import static org.amurwatch.streams.routing.Routes.situation;
import static org.amurwatch.streams.routing.Routes.team;
import static org.amurwatch.streams.routing.Routes.teamAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Severity;
import org.junit.jupiter.api.Test;

class TeamChoiceTest {

    private static final Incident SHOT = incident(Severity.SEVERE, AlertKind.GUNSHOT);

    @Test
    void shouldTakeTheNearestByPositionOrBase() {
        Routes.Situation situation = situation(teamAt("far", 9), teamAt("near", 4), teamAt("walking", 30))
                .with(position("walking", NOON.minusSeconds(60), 3, 0));

        assertThat(nearest(SHOT, situation)).containsExactly("walking");
        assertThat(order(SHOT, situation)).containsExactly("walking", "near", "far");
        assertThat(new TeamChoice(SHOT, situation.get())
                        .nearest(Set.of())
                        .get(0)
                        .reason())
                .isEqualTo("nearest team on duty, 3.0 km away (position 1 min old)");
    }

    @Test
    void shouldBelieveAPositionForLessThanTwoHours() {
        Routes.Situation situation = situation(teamAt("a", 5), teamAt("b", 9));

        Routes.Situation recent =
                situation.with(position("b", NOON.minus(Duration.ofHours(2)).plusMillis(1), 1, 0));
        assertThat(nearest(SHOT, recent)).containsExactly("b");
        Routes.Situation old = situation.with(position("b", NOON.minus(Duration.ofHours(2)), 1, 0));
        assertThat(nearest(SHOT, old)).containsExactly("a");
    }

    @Test
    void shouldNotBelieveAPositionThatIsOverReadLaterOrAheadOfTheClock() {
        Routes.Situation situation = situation(teamAt("a", 5), teamAt("b", 9));
        PatrolPosition near = position("b", NOON.minusSeconds(60), 1, 0);

        assertThat(nearest(SHOT, situation.with(near))).containsExactly("b");
        assertThat(nearest(
                        SHOT,
                        situation.with(PatrolPosition.newBuilder(near)
                                .setPatrolOver(true)
                                .build())))
                .containsExactly("a");
        assertThat(nearest(
                        SHOT,
                        situation.with(
                                PatrolPosition.newBuilder(near).setLive(false).build())))
                .containsExactly("a");
        assertThat(nearest(SHOT, situation.with(position("b", NOON.plus(Duration.ofMinutes(5)), 1, 0))))
                .containsExactly("b");
        assertThat(nearest(
                        SHOT,
                        situation.with(
                                position("b", NOON.plus(Duration.ofMinutes(5)).plusMillis(1), 1, 0))))
                .containsExactly("a");
    }

    @Test
    void shouldPutTeamsBeyondABarrierLastAndThoseOfUnknownPlaceBeforeThem() {
        Routes.Situation situation = situation(
                        teamAt("across", 2), teamAt("far", 40), team("unknown"), teamAt("south", -3))
                .with(Routes.OpenLand.riverAt(1));

        // far is north of the river too.
        assertThat(order(SHOT, situation)).containsExactly("south", "unknown", "across", "far");
        assertThat(order(SHOT, situation.with(Routes.OpenLand.riverAt(2.1))))
                .containsExactly("across", "south", "unknown", "far");
        assertThat(new TeamChoice(SHOT, situation.get())
                        .nearness(teamAt("across", 2))
                        .words())
                .isEqualTo("2.0 km away, but a barrier lies between it and its base");
    }

    @Test
    void shouldTakeTheSmallestIdOfEquallyNearTeams() {
        assertThat(order(SHOT, situation(teamAt("b", 5), teamAt("a", 5), team("d"), team("c"))))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldAskDutyOfficersIfNoPatrolIsOnDutyElseAll() {
        PatrolTeam offDuty = offDuty("patrol");

        List<TeamChoice.Chosen> officers = new TeamChoice(
                        SHOT, situation(offDuty, officer("o2"), officer("o1")).get())
                .nearest(Set.of());
        assertThat(ids(officers)).containsExactly("o1", "o2");
        assertThat(officers.get(0).reason()).isEqualTo("no other team is on duty: duty officer");

        List<TeamChoice.Chosen> all =
                new TeamChoice(SHOT, situation(offDuty, offDuty("another")).get()).nearest(Set.of());
        assertThat(ids(all)).containsExactly("another", "patrol");
        assertThat(all.get(0).reason())
                .isEqualTo("no other team is on duty and there is no duty officer: all teams that cover the place");
    }

    @Test
    void shouldTellDutyOfficersOnDutyFirstAndAllLater() {
        PatrolTeam asleep = PatrolTeam.newBuilder(offDuty("asleep"))
                .setRole(org.amurwatch.avro.TeamRole.DUTY_OFFICER)
                .build();
        TeamChoice choice = new TeamChoice(
                SHOT, situation(officer("awake"), asleep, team("patrol")).get());

        assertThat(ids(choice.dutyOfficers(false))).containsExactly("awake");
        assertThat(ids(choice.dutyOfficers(true))).containsExactly("asleep", "awake");
        assertThat(ids(new TeamChoice(SHOT, situation(asleep).get()).dutyOfficers(false)))
                .containsExactly("asleep");
    }

    @Test
    void shouldAskOnlyTeamsInUseThatCoverThePlaceAndWantIt() {
        PatrolTeam retired =
                PatrolTeam.newBuilder(team("retired")).setRetired(true).build();
        PatrolTeam elsewhere = PatrolTeam.newBuilder(team("elsewhere"))
                .setSectorIds(List.of("other"))
                .build();
        PatrolTeam fire = PatrolTeam.newBuilder(team("fire"))
                .setKinds(List.of(AlertKind.FIRE))
                .build();
        PatrolTeam shots = PatrolTeam.newBuilder(team("shots"))
                .setKinds(List.of(AlertKind.FIRE, AlertKind.GUNSHOT))
                .build();
        PatrolTeam worst = PatrolTeam.newBuilder(team("worst"))
                .setLeastSeverity(Severity.CRITICAL)
                .build();
        PatrolTeam severe = PatrolTeam.newBuilder(team("severe"))
                .setLeastSeverity(Severity.SEVERE)
                .build();
        TeamChoice choice = new TeamChoice(
                SHOT, situation(retired, elsewhere, fire, shots, worst, severe).get());

        assertThat(ids(choice.all())).containsExactly("severe", "shots");
        assertThat(choice.whyNot(retired)).isEqualTo("retired");
        assertThat(choice.whyNot(elsewhere)).isEqualTo("does not cover the place");
        assertThat(choice.whyNot(fire)).isEqualTo("does not want GUNSHOT");
        assertThat(choice.whyNot(worst)).isEqualTo("is told of CRITICAL and worse alone, and this is SEVERE");
        assertThat(choice.whyNot(shots)).isNull();
    }

    @Test
    void shouldCoverAnIncidentByTheTerritoryOfAnyEvidence() {
        PatrolTeam neighbours = PatrolTeam.newBuilder(team("neighbours"))
                .setSectorIds(List.of())
                .setTerritoryIds(List.of("next"))
                .build();
        Incident wide = Incident.newBuilder(SHOT)
                .setEvidence(List.of(IncidentEvidence.newBuilder(Routes.evidence(AlertKind.GUNSHOT, 1))
                        .setTerritoryId("next")
                        .build()))
                .build();

        assertThat(nearest(SHOT, situation(neighbours))).isEmpty();
        assertThat(nearest(wide, situation(neighbours))).containsExactly("neighbours");
    }

    @Test
    void shouldWidenForCriticalAlone() {
        PatrolTeam fire = PatrolTeam.newBuilder(team("fire"))
                .setKinds(List.of(AlertKind.FIRE))
                .build();
        PatrolTeam elsewhere = PatrolTeam.newBuilder(team("elsewhere"))
                .setSectorIds(List.of("other"))
                .build();
        PatrolTeam officer = PatrolTeam.newBuilder(officer("officer"))
                .setSectorIds(List.of("other"))
                .build();
        Incident sos = incident(Severity.CRITICAL, AlertKind.SOS);

        assertThat(all(incident(Severity.SEVERE, AlertKind.GUNSHOT), situation(fire)))
                .isEmpty();
        assertThat(all(sos, situation(fire, elsewhere))).containsExactly("fire");
        assertThat(all(sos, situation(elsewhere, officer))).containsExactly("officer");
        assertThat(all(sos, situation(elsewhere))).containsExactly("elsewhere");
        assertThat(new TeamChoice(sos, situation(elsewhere).get()).all().get(0).reason())
                .isEqualTo("no team covers the place, but it is critical: all teams that cover the place");
    }

    @Test
    void shouldTellOfAMissedCheckInThoseWhoWantAnSos() {
        PatrolTeam sos = PatrolTeam.newBuilder(team("sos"))
                .setKinds(List.of(AlertKind.SOS))
                .build();
        PatrolTeam fire = PatrolTeam.newBuilder(team("fire"))
                .setKinds(List.of(AlertKind.FIRE))
                .build();
        Incident missed = Incident.newBuilder(incident(Severity.CRITICAL))
                .setKinds(java.util.Map.of("SIGNAL_CHECK_IN", 1))
                .build();

        assertThat(all(missed, situation(sos, fire))).containsExactly("sos");
    }

    private static PatrolTeam offDuty(String id) {
        // NOON is 12:00 in Vladivostok.
        return PatrolTeam.newBuilder(team(id))
                .setDutyTimes(List.of(new DutyTime(List.of(), "13:00", "11:00")))
                .build();
    }

    private static List<String> nearest(Incident incident, Routes.Situation situation) {
        return ids(new TeamChoice(incident, situation.get()).nearest(Set.of()));
    }

    private static List<String> all(Incident incident, Routes.Situation situation) {
        return ids(new TeamChoice(incident, situation.get()).all());
    }

    private static List<String> order(Incident incident, Routes.Situation situation) {
        return new TeamChoice(incident, situation.get())
                .patrolsByDistance(Set.of()).stream().map(PatrolTeam::getId).toList();
    }

    private static List<String> ids(List<TeamChoice.Chosen> chosen) {
        return chosen.stream().map(one -> one.team().getId()).toList();
    }
}

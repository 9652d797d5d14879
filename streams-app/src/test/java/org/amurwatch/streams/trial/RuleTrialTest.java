package org.amurwatch.streams.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.Test;

class RuleTrialTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(10));

    /** One snare pages a team in the one set; in the other it takes three, and shots are for the duty officer. */
    private static final Rules ONE =
            rules("one", "  - {name: snare, events: 1, level: dispatch, select: {kinds: [SNARE]}, %s}");

    private static final Rules THREE = rules(
            "three",
            "  - {name: snares, events: 3, level: dispatch, select: {kinds: [SNARE]}, %s}",
            "  - {name: shot, level: review, select: {kinds: [GUNSHOT]}, %s}");

    private final RuleTrial trial = trial(Purpose.ACTUAL);

    private static RuleTrial trial(Purpose purpose) {
        Circumstances park = new Circumstances.Fixed(
                RuleBook.of(ONE, Map.of()),
                PlaceIndex.of(List.of()),
                List.of(team("north", TeamRole.PATROL), team("officer", TeamRole.DUTY_OFFICER)),
                List.of(),
                List.of(),
                List.of(),
                "RU");
        return new RuleTrial(park, ONE, THREE, purpose, FROM, TO);
    }

    private static PatrolTeam team(String id, TeamRole role) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName(id)
                .setRole(role)
                .setSectorIds(List.of("south", "west"))
                .setEndpoints(List.of("phone"))
                .build();
    }

    private static Rules rules(String name, String... rules) {
        String rest = "kind: threshold, reason: For a test., severity: warning, within: 5 km, window: 7 d,"
                + " text: {en: \"{place}\", ru: \"{place}\", zh: \"{place}\"}";
        StringBuilder text = new StringBuilder("name: " + name + "\nrules:\n");
        for (String rule : rules) {
            text.append(rule.formatted(rest)).append('\n');
        }
        RulesFile.Reading reading = RulesFile.read(name, text.toString(), 0);
        assertThat(reading.mistakes()).isEmpty();
        return java.util.Objects.requireNonNull(reading.rules());
    }

    private void sign(RuleTrial to, String sector, String id, AlertKind kind, Instant at, Purpose purpose) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("rangers")
                        .setEventId(id)
                        .setRevision(at)
                        .build())
                .setPurpose(purpose)
                .setObservedAt(at)
                .setPosition(new Position(43.1, 131.4, null))
                .setKind(kind)
                .build();
        LocatedEvent located = LocatedEvent.newBuilder()
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId(sector + "-valley")
                        .setTerritoryName("Valley")
                        .setSectorId(sector)
                        .setTimeZone("Asia/Vladivostok")
                        .build())
                .setReceivedAt(at)
                .setFreshnessMillis(0)
                .setPoachingAlert(alert)
                .build();
        to.on(
                sector,
                SectorEvent.newBuilder()
                        .setObservation(ObservationChange.newBuilder()
                                .setEventKey("rangers/" + id)
                                .setNow(located)
                                .build())
                        .build(),
                at);
    }

    private void sign(String sector, String id, AlertKind kind, Instant at) {
        sign(trial, sector, id, kind, at, Purpose.ACTUAL);
    }

    @Test
    void shouldShowWhatEachSetRaisesAndWhereTheyDiffer() {
        sign("south", "snare-1", AlertKind.SNARE, FROM.plusSeconds(60));
        sign("south", "snare-2", AlertKind.SNARE, FROM.plusSeconds(120));
        sign("south", "snare-3", AlertKind.SNARE, FROM.plusSeconds(180));
        // A sector is read after the other one, and begins anew in time.
        sign("west", "snare-4", AlertKind.SNARE, FROM.plusSeconds(30));
        sign("west", "shot", AlertKind.GUNSHOT, FROM.plus(Duration.ofDays(9)));

        TrialResult result = trial.end();

        assertThat(result.events()).isEqualTo(5);
        assertThat(result.current().dispatchPages()).isEqualTo(2);
        assertThat(result.current().reviewPages()).isZero();
        assertThat(result.tried().dispatchPages()).isEqualTo(1);
        assertThat(result.tried().reviewPages()).isEqualTo(1);
        assertThat(result.byRule())
                .containsExactly(
                        new TrialResult.RuleLine(
                                "shot", TrialResult.RuleCount.NONE, new TrialResult.RuleCount(1, 1, 0)),
                        new TrialResult.RuleLine(
                                "snare", new TrialResult.RuleCount(2, 0, 2), TrialResult.RuleCount.NONE),
                        new TrialResult.RuleLine(
                                "snares", TrialResult.RuleCount.NONE, new TrialResult.RuleCount(1, 0, 1)));
        assertThat(result.differences())
                .as("three snares are a dispatch in both, by the first or the third")
                .extracting(
                        difference -> difference.either().territoryId(),
                        difference -> TrialResult.Difference.level(difference.current()),
                        difference -> TrialResult.Difference.level(difference.tried()))
                .containsExactly(
                        tuple("west-valley", PageLevel.DISPATCH, PageLevel.NONE),
                        tuple("west-valley", PageLevel.NONE, PageLevel.REVIEW));
    }

    @Test
    void shouldRememberWhatCameBeforeThePeriodAndCountOnlyWhatIsOpenedInIt() {
        sign("south", "snare-1", AlertKind.SNARE, FROM.minus(Duration.ofHours(3)));
        sign("south", "snare-2", AlertKind.SNARE, FROM.minus(Duration.ofHours(2)));
        sign("south", "snare-3", AlertKind.SNARE, FROM.plusSeconds(60));
        sign("south", "too-late", AlertKind.GUNSHOT, TO);

        TrialResult result = trial.end();

        assertThat(result.events()).isEqualTo(3);
        assertThat(result.current().incidents()).as("it was opened before").isEmpty();
        assertThat(result.tried().incidents()).hasSize(1);
        assertThat(result.tried().dispatchPages()).isEqualTo(1);
    }

    @Test
    void shouldLeaveExercisesOutInASystemThatIsThereForReal() {
        for (Purpose system : List.of(Purpose.ACTUAL, Purpose.EXERCISE)) {
            RuleTrial each = trial(system);
            sign(each, "south", "snare", AlertKind.SNARE, FROM.plusSeconds(60), Purpose.EXERCISE);

            assertThat(each.end().current().incidents()).hasSize(system == Purpose.EXERCISE ? 1 : 0);
        }
    }
}

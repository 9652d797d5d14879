package org.amurwatch.streams.alerting;

import static org.amurwatch.streams.alerting.Reports.RECEIVED;
import static org.amurwatch.streams.alerting.Reports.appeared;
import static org.amurwatch.streams.alerting.Reports.located;
import static org.amurwatch.streams.alerting.Reports.report;
import static org.amurwatch.streams.alerting.Reports.team;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.routing.TeamCoverage;
import org.amurwatch.streams.rule.SeverityTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertDecisionTest {

    private static final PatrolTeam TEAM = team("north", team -> {});

    @Test
    void shouldTellTheTeamOfTheTerritoryAllThatItNeeds() {
        List<PatrolAlert> alerts =
                AlertDecision.decide(appeared(report(AlertKind.GUNSHOT, event -> {})), List.of(TEAM));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.getTeamId()).isEqualTo("north");
            assertThat(alert.getMessage()).isEqualTo(AlertMessage.RAISED);
            assertThat(alert.getPurpose()).isEqualTo(Purpose.ACTUAL);
            assertThat(alert.getSeverity()).isEqualTo(Severity.SEVERE);
            assertThat(alert.getKind()).isEqualTo(AlertKind.GUNSHOT);
            assertThat(alert.getEventKey()).isEqualTo("sensors/1");
            assertThat(alert.getTerritoryId()).isEqualTo("kedrovaya");
            assertThat(alert.getTerritoryName()).isEqualTo("Kedrovaya Pad");
            assertThat(alert.getSectorId()).isEqualTo("south");
            assertThat(alert.getTimeZone()).isEqualTo("Asia/Vladivostok");
            assertThat(alert.getLanguage()).isEqualTo("ru");
            assertThat(alert.getPosition().getLatitude()).isEqualTo(43.1);
            assertThat(alert.getObservedAt()).isEqualTo(RECEIVED.minusSeconds(60));
            assertThat(alert.getReceivedAt()).isEqualTo(RECEIVED);
            assertThat(alert.getLifetimeMillis()).isEqualTo(Duration.ofHours(2).toMillis());
            assertThat(alert.getEndpoints()).containsExactly("phone-north");
        });
    }

    @Test
    void shouldGiveTheSameAlertTheSameIdAndEachTeamAnother() {
        ObservationChange change = appeared(report(AlertKind.GUNSHOT, event -> {}));
        PatrolTeam other = team("south", team -> {});

        List<PatrolAlert> once = AlertDecision.decide(change, List.of(TEAM, other));
        List<PatrolAlert> again = AlertDecision.decide(change, List.of(TEAM, other));

        assertThat(once)
                .extracting(PatrolAlert::getAlertId)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(again).isEqualTo(once);
    }

    /** The table of architecture.md, Time: the last moment that pages, in minutes; a millisecond later does not. */
    @ParameterizedTest
    @CsvSource({
        "GUNSHOT,120",
        "VEHICLE,120",
        "HUMAN_PRESENCE,120",
        "LIGHT,120",
        "DOG,120",
        "CHAINSAW,120",
        "OTHER,120",
        "FIRE,1440",
        "CARCASS,1440",
        "HUMAN_TRACKS,1440",
        "SKIN_OR_PART,1440",
        "ARREST,1440",
        "CAMERA_TAMPERED,1440",
        "CAMERA_SILENT,1440",
        "LIVESTOCK_KILLED,1440",
        "SNARE,20160",
        "TRAP,20160",
        "POISON,20160",
        "CAMP,20160",
        "WEAPON,20160"
    })
    void shouldPageUpToTheMaxAgeOfTheKind(AlertKind kind, long minutes) {
        PatrolTeam all = team("all", team -> team.setKinds(List.of(AlertKind.values())));
        Duration maxAge = Duration.ofMinutes(minutes);
        PoachingAlert justFresh = report(kind, event -> event.setObservedAt(RECEIVED.minus(maxAge)));
        PoachingAlert tooOld =
                report(kind, event -> event.setObservedAt(RECEIVED.minus(maxAge).minusMillis(1)));

        assertThat(AlertDecision.decide(appeared(justFresh), List.of(all)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.getLifetimeMillis()).isEqualTo(maxAge.toMillis()));
        assertThat(AlertDecision.decide(appeared(tooOld), List.of(all))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertKind.class,
            names = {"SOS", "PATROL_CONTACT"})
    void shouldPageForAPatrolInDangerHoweverOld(AlertKind kind) {
        PatrolTeam all = team("all", team -> team.setKinds(List.of(AlertKind.values())));
        PoachingAlert old = report(kind, event -> event.setObservedAt(RECEIVED.minus(Duration.ofDays(200))));

        assertThat(AlertDecision.decide(appeared(old), List.of(all)))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.getLifetimeMillis()).isNull();
                    assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
                });
    }

    @Test
    void shouldPageForALiveReportWithABrokenClockAndNeverForAFileWithOne() {
        PoachingAlert live = report(AlertKind.GUNSHOT, event -> event.setClockSuspect(true)
                .setStatedObservedAt(RECEIVED.minus(Duration.ofDays(9000))));
        PoachingAlert fromFile = report(AlertKind.GUNSHOT, event -> event.setClockSuspect(true)
                .setProvenance(Provenance.newBuilder(event.getProvenance())
                        .setFile("observations.csv")
                        .setRow(7L)
                        .build()));
        PoachingAlert sosFromFile =
                PoachingAlert.newBuilder(fromFile).setKind(AlertKind.SOS).build();

        assertThat(AlertDecision.decide(appeared(live), List.of(TEAM))).hasSize(1);
        assertThat(AlertDecision.decide(appeared(fromFile), List.of(TEAM))).isEmpty();
        assertThat(AlertDecision.decide(appeared(sosFromFile), List.of(TEAM))).isEmpty();
    }

    @Test
    void shouldPageForWhatIsAheadOfUsByALittle() {
        PoachingAlert ahead = report(AlertKind.GUNSHOT, event -> event.setObservedAt(RECEIVED.plusSeconds(200)));

        assertThat(AlertDecision.decide(appeared(ahead), List.of(TEAM))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void shouldPageForActualAndExerciseAlone(Purpose purpose) {
        List<PatrolAlert> alerts = AlertDecision.decide(
                appeared(report(AlertKind.GUNSHOT, event -> event.setPurpose(purpose))), List.of(TEAM));

        if (purpose == Purpose.ACTUAL || purpose == Purpose.EXERCISE) {
            assertThat(alerts).singleElement().satisfies(alert -> assertThat(alert.getPurpose())
                    .isEqualTo(purpose));
        } else {
            assertThat(alerts).isEmpty();
        }
    }

    @Test
    void shouldPageNobodyForWhatIsExplainedWithdrawnSharedOrGone() {
        ObservationChange plain = appeared(report(AlertKind.GUNSHOT, event -> {}));
        assertThat(AlertDecision.decide(plain, List.of(TEAM))).hasSize(1);

        assertNobody(appeared(report(AlertKind.GUNSHOT, event -> event.setExplained(Explanation.STAFF))));
        assertNobody(appeared(report(AlertKind.GUNSHOT, event -> event.setWithdrawn(true))));
        assertNobody(ObservationChange.newBuilder(plain).setShared(true).build());
        assertNobody(ObservationChange.newBuilder(plain)
                .setBefore(plain.getNow())
                .setNow(null)
                .build());
    }

    private static void assertNobody(ObservationChange change) {
        assertThat(AlertDecision.decide(change, List.of(TEAM))).isEmpty();
    }

    @Test
    void shouldTellTeamsByTerritoryOrWholeSectorAndByKind() {
        assertThat(told(team -> team.setTerritoryIds(List.of("kedrovaya")))).isTrue();
        assertThat(told(team -> team.setTerritoryIds(List.of()).setSectorIds(List.of("south"))))
                .isTrue();
        assertThat(told(team -> team.setTerritoryIds(List.of("elsewhere")).setSectorIds(List.of("south"))))
                .isTrue();
        assertThat(told(team -> team.setTerritoryIds(List.of("elsewhere")))).isFalse();
        assertThat(told(team -> team.setTerritoryIds(List.of()).setSectorIds(List.of("north"))))
                .isFalse();
        assertThat(told(team -> team.setKinds(List.of(AlertKind.FIRE)))).isFalse();
        assertThat(told(team -> team.setRetired(true))).isFalse();
        assertThat(told(team -> team.setTerritoryIds(List.of()).setSectorIds(List.of())))
                .isFalse();
    }

    private static boolean told(Consumer<PatrolTeam.Builder> change) {
        ObservationChange gunshot = appeared(located(report(AlertKind.GUNSHOT, event -> {}), "kedrovaya", "south"));
        return !AlertDecision.decide(gunshot, List.of(team("one", change))).isEmpty();
    }

    @Test
    void shouldNameTeamsThatCanNeverBeToldAnything() {
        assertThat(TeamCoverage.coversNothing(TEAM)).isFalse();
        assertThat(TeamCoverage.coversNothing(team("nowhere", team -> team.setTerritoryIds(List.of()))))
                .isTrue();
        assertThat(TeamCoverage.coversNothing(
                        team("gone", team -> team.setTerritoryIds(List.of()).setRetired(true))))
                .isFalse();
    }

    @Test
    void shouldHoldNothingForWorseThanAPatrolInDanger() {
        assertThat(Arrays.stream(AlertKind.values()).filter(kind -> SeverityTable.of(kind) == Severity.CRITICAL))
                .containsExactlyInAnyOrder(AlertKind.SOS, AlertKind.PATROL_CONTACT);
    }

    @Test
    void shouldMakeAnotherIdOfOtherPartsEvenIfTheyReadTheSameTogether() {
        assertThat(StableId.of("ab", "c")).isNotEqualTo(StableId.of("a", "bc")).matches("[0-9a-f]{32}");
    }
}

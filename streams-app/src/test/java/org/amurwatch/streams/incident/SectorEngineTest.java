package org.amurwatch.streams.incident;

import static org.amurwatch.streams.incident.Field.byHuman;
import static org.amurwatch.streams.incident.Field.byMachine;
import static org.amurwatch.streams.incident.Field.dutyOfficer;
import static org.amurwatch.streams.incident.Field.hours;
import static org.amurwatch.streams.incident.Field.leopard;
import static org.amurwatch.streams.incident.Field.minutes;
import static org.amurwatch.streams.incident.Field.missedCheckIn;
import static org.amurwatch.streams.incident.Field.patrol;
import static org.amurwatch.streams.incident.Field.sign;
import static org.amurwatch.streams.incident.Field.team;
import static org.amurwatch.streams.incident.Field.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.avro.Verdict;
import org.amurwatch.event.Canary;
import org.amurwatch.event.StableId;
import org.amurwatch.streams.rule.RuleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SectorEngineTest {

    private final Office office = new Office(FieldRules.ALL, team("north"));

    @Test
    void shouldOpenAnIncidentAndTellTheTeam() {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, minutes(10)));

        Incident incident = office.open();
        assertThat(incident.getIncidentId()).isEqualTo("south/" + StableId.of("rangers/shot"));
        assertThat(incident.getSeverity()).isEqualTo(Severity.SEVERE);
        assertThat(incident.getLevel()).isEqualTo(PageLevel.DISPATCH);
        assertThat(incident.getRules()).containsExactly(new RuleReference("shots", 1));
        assertThat(incident.getKinds()).containsExactly(java.util.Map.entry("GUNSHOT", 1));
        assertThat(incident.getOpenedAt()).isEqualTo(minutes(10));
        assertThat(incident.getFirstObservedAt()).isEqualTo(minutes(9));
        assertThat(incident.getCentre().getLatitude()).isEqualTo(Field.LATITUDE);
        assertThat(office.evidence(incident)).containsExactly("rangers/shot");
        assertThat(office.told()).singleElement().satisfies(alert -> {
            assertThat(alert.getMessage()).isEqualTo(AlertMessage.RAISED);
            assertThat(alert.getTeamId()).isEqualTo("north");
            assertThat(alert.getIncidentId()).isEqualTo(incident.getIncidentId());
            assertThat(alert.getEventKey()).isEqualTo("rangers/shot");
            assertThat(alert.getEndpoints()).containsExactly("phone-north");
        });
    }

    /** The story that the system must be able to tell: domain.md. */
    @Test
    void shouldTellTheStoryOfLordAsOneIncidentThatGrows() {
        office.on(leopard("lord", 0, hours(0)));
        assertThat(office.allOpen()).isEmpty();

        office.on(sign("tracks", AlertKind.HUMAN_TRACKS, 1, hours(20)));
        String id = office.open().getIncidentId();
        assertThat(office.open().getSeverity()).isEqualTo(Severity.WARNING);
        assertThat(office.toldInShort()).containsExactly("RAISED north");

        office.on(sign("shots", AlertKind.GUNSHOT, 3, hours(40)));
        assertThat(office.open().getSeverity()).isEqualTo(Severity.SEVERE);
        assertThat(office.toldMessages()).isNotEmpty();

        office.on(sign("camp", AlertKind.CAMP, 4, hours(60)));
        assertThat(office.open().getSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(office.toldMessages()).isNotEmpty();

        Incident incident = office.open();
        assertThat(incident.getIncidentId()).isEqualTo(id);
        assertThat(incident.getKinds()).containsOnlyKeys("GUNSHOT", "CAMP", "HUMAN_TRACKS", Field.LEOPARD);
        assertThat(incident.getRules())
                .extracting(RuleReference::getRule)
                .containsExactlyInAnyOrder("followed", "shots", "shot-after-tracks", "camp-after-shot");
        assertThat(incident.getTimeline())
                .filteredOn(entry -> entry.getKind() == TimelineKind.SEVERITY)
                .extracting(TimelineEntry::getSubject)
                .containsExactly("WARNING", "SEVERE", "CRITICAL");

        office.answer(incident, "north", ResponseKind.ON_THE_WAY, null, hours(60.2));
        office.until(hours(60.3));
        assertThat(office.open().getState()).isEqualTo(IncidentState.RESPONDING);
        office.told();
        office.answer(incident, "north", ResponseKind.CLOSED, Outcome.SIGN_WITHOUT_PERSON, hours(60.7));
        office.until(hours(61));
        assertThat(office.incident(id).getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(office.incident(id).getOutcome()).isEqualTo(Outcome.SIGN_WITHOUT_PERSON);
        assertThat(office.toldInShort()).containsExactly("ALL_CLEAR north");

        // Months later he walks past a camera, alive: no reason to page anybody.
        office.on(leopard("alive", 0, hours(24 * 90)));
        assertThat(office.allOpen()).isEmpty();
        assertThat(office.told()).isEmpty();
    }

    @Test
    void shouldPageNobodyForWhatIsOldExplainedWithdrawnOrOnlyATest() {
        office.on(sign("old", AlertKind.GUNSHOT, 0, hours(10), alert -> alert.setObservedAt(hours(7.9))));
        office.on(sign("staff", AlertKind.GUNSHOT, 20, hours(10), alert -> alert.setExplained(Explanation.STAFF)));
        office.on(sign("withdrawn", AlertKind.GUNSHOT, 40, hours(10), alert -> alert.setWithdrawn(true)));
        office.on(sign("test", AlertKind.GUNSHOT, 60, hours(10), alert -> alert.setPurpose(Purpose.TEST)));
        office.until(hours(12));

        assertThat(office.all()).isEmpty();
        assertThat(office.told()).isEmpty();

        office.on(sign("fresh", AlertKind.GUNSHOT, 80, hours(12), alert -> alert.setObservedAt(hours(10))));
        assertThat(office.toldMessages()).containsExactly(AlertMessage.RAISED);
    }

    @Test
    void shouldSendEachCanaryOnToNobodyAndRememberNothingOfIt() {
        SectorEngine sector = new SectorEngine("south", Office.circumstances(FieldRules.ALL, team("north")), hours(1));

        Effects before = sector.on(canary(0.9), hours(0.9));
        Effects first = sector.on(canary(1), hours(1));
        Effects second = sector.on(canary(1.1), hours(1.1));

        assertThat(before.isEmpty()).isTrue();
        assertThat(first.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getPurpose()).isEqualTo(Purpose.CANARY);
            assertThat(alert.getTeamId()).isEqualTo(Canary.TEAM_ID);
            assertThat(alert.getEndpoints()).containsExactly(Canary.ENDPOINT);
            assertThat(alert.getReceivedAt()).isEqualTo(hours(1));
            assertThat(alert.getIncidentId()).isNull();
        });
        assertThat(second.alerts())
                .extracting(PatrolAlert::getAlertId)
                .doesNotContain(first.alerts().get(0).getAlertId());
        first.alerts().clear();
        assertThat(first.isEmpty()).isTrue();
        assertThat(sector.nextDue()).isNull();
    }

    @Test
    void shouldSendNoCanaryOnThatIsOldWithdrawnOrANeighbours() {
        Office centre = new Office(FieldRules.ALL, team("north"));
        centre.on(sign("old", AlertKind.GUNSHOT, 0, hours(10), alert -> alert.setPurpose(Purpose.CANARY)
                .setObservedAt(hours(7.9))));
        centre.on(sign("withdrawn", AlertKind.GUNSHOT, 0, hours(10), alert -> alert.setPurpose(Purpose.CANARY)
                .setWithdrawn(true)));
        centre.on(Field.shared(canary(10)));

        assertThat(centre.told()).isEmpty();
        assertThat(centre.all()).isEmpty();
    }

    private static SectorEvent canary(double hours) {
        return sign("canary", AlertKind.OTHER, 0, hours(hours), alert -> alert.setPurpose(Purpose.CANARY));
    }

    @Test
    void shouldNeverMixPurposes() {
        office.on(sign("one", AlertKind.SNARE, 0, hours(1)));
        office.on(sign("two", AlertKind.SNARE, 0.1, hours(1.1), alert -> alert.setPurpose(Purpose.EXERCISE)));
        office.on(sign("three", AlertKind.SNARE, 0.2, hours(1.2), alert -> alert.setPurpose(Purpose.EXERCISE)));

        assertThat(office.allOpen())
                .extracting(Incident::getPurpose)
                .containsExactlyInAnyOrder(Purpose.ACTUAL, Purpose.EXERCISE);
        assertThat(office.allOpen()).allMatch(incident -> incident.getSeverity() == Severity.WARNING);
        assertThat(office.told()).extracting(PatrolAlert::getPurpose).contains(Purpose.ACTUAL, Purpose.EXERCISE);
    }

    @Test
    void shouldTellNobodyAgainOfAnEventThatIsEditedOrRepeated() {
        SectorEvent snare = sign("snare", AlertKind.SNARE, 0, hours(1));
        office.on(snare);
        assertThat(office.toldMessages()).containsExactly(AlertMessage.RAISED);
        List<Incident> before = List.copyOf(office.published());

        office.on(snare);
        office.until(hours(1).plusSeconds(10));
        assertThat(office.published()).isEqualTo(before);
        assertThat(office.told()).isEmpty();

        office.on(sign("snare", AlertKind.SNARE, 0, hours(3), alert -> alert.setCount(3)
                .setObservedAt(minutes(59))));
        office.until(hours(20));
        assertThat(office.told())
                .noneMatch(alert -> alert.getMessage() == AlertMessage.RAISED
                        && !alert.getReason().contains("nobody answered"));
        assertThat(office.open().getEvidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.getCount()).isEqualTo(3);
            assertThat(evidence.getReceivedAt()).isEqualTo(hours(1));
        });
    }

    @Test
    void shouldMergeIncidentsThatAnEventConnectsIntoTheEarlier() {
        Office two = new Office(List.of(FieldRules.SNARES), team("north"));
        two.on(sign("one", AlertKind.SNARE, 0, hours(1)));
        Incident first = two.open();
        two.on(sign("two", AlertKind.SNARE, 5, hours(2)));
        Incident second = two.allOpen().get(1);
        two.told();

        two.on(sign("between", AlertKind.SNARE, 2.5, hours(3)));
        two.until(hours(3.1));

        assertThat(two.open().getIncidentId()).isEqualTo(first.getIncidentId());
        assertThat(two.evidence(two.open())).containsExactlyInAnyOrder("rangers/one", "rangers/two", "rangers/between");
        Incident merged = two.incident(second.getIncidentId());
        assertThat(merged.getState()).isEqualTo(IncidentState.MERGED);
        assertThat(merged.getMergedInto()).isEqualTo(first.getIncidentId());
        assertThat(two.toldMessages()).isNotEmpty().containsOnly(AlertMessage.UPDATED);

        // An answer to the one that is no more counts for the other.
        two.answer(merged, "north", ResponseKind.ON_THE_WAY, null, hours(4));
        two.until(hours(4.1));
        assertThat(two.open().getState()).isEqualTo(IncidentState.RESPONDING);
        assertThat(two.open().getAnsweredBy()).isEqualTo("north");
    }

    @Test
    void shouldLowerAndThenCloseWhatIsWithdrawnAndTellThoseWhoWereTold() {
        SectorEvent one = sign("one", AlertKind.SNARE, 0, hours(1));
        SectorEvent two = sign("two", AlertKind.SNARE, 0.5, hours(1.1));
        SectorEvent three = sign("three", AlertKind.SNARE, 1, hours(1.2));
        office.on(one).on(two).on(three);
        assertThat(office.open().getSeverity()).isEqualTo(Severity.SEVERE);
        String id = office.open().getIncidentId();
        office.until(hours(2)).told();

        office.on(withdrawn(three), hours(2));
        assertThat(office.open().getSeverity()).isEqualTo(Severity.WARNING);
        assertThat(office.toldInShort()).containsExactly("CORRECTED north");
        assertThat(office.evidence(office.open())).containsExactly("rangers/one", "rangers/two");

        office.on(withdrawn(one), hours(2.5)).on(withdrawn(two), hours(3));
        office.until(hours(3.1));
        assertThat(office.incident(id).getState()).isEqualTo(IncidentState.WITHDRAWN);
        assertThat(office.evidence(office.incident(id))).isEmpty();
        assertThat(office.toldMessages()).endsWith(AlertMessage.CORRECTED);
        office.until(hours(30));
        assertThat(office.told()).isEmpty();
    }

    @Test
    void shouldSplitWhatNothingConnectsAnyMore() {
        Office two = new Office(List.of(FieldRules.SNARES), team("north"));
        SectorEvent between = sign("between", AlertKind.SNARE, 2.5, hours(1.5));
        two.on(sign("one", AlertKind.SNARE, 0, hours(1))).on(between).on(sign("two", AlertKind.SNARE, 5, hours(2)));
        String id = two.open().getIncidentId();
        two.told();

        two.on(withdrawn(between), hours(3));
        two.until(hours(3.1));

        assertThat(two.groups()).containsExactly("WARNING DISPATCH [rangers/one]", "WARNING DISPATCH [rangers/two]");
        assertThat(two.incident(id).getEvidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.getEventKey()).isEqualTo("rangers/one"));
        assertThat(two.told()).noneMatch(alert -> alert.getMessage() == AlertMessage.RAISED);
    }

    @Test
    void shouldFollowAnEventThatIsCorrected() {
        Office two = new Office(List.of(FieldRules.SNARE_LINE), team("north"));
        two.on(sign("one", AlertKind.SNARE, 0, hours(1)))
                .on(sign("two", AlertKind.SNARE, 1, hours(1.1)))
                .on(sign("three", AlertKind.SNARE, 40, hours(1.2)));
        assertThat(two.all()).isEmpty();

        two.on(sign("three", AlertKind.SNARE, 2, hours(2), alert -> alert.setObservedAt(hours(1.19))));
        assertThat(two.groups()).containsExactly("SEVERE DISPATCH [rangers/one, rangers/three, rangers/two]");
        assertThat(two.toldMessages()).containsExactly(AlertMessage.RAISED);
        two.until(hours(3)).told();

        two.on(sign("three", AlertKind.FIRE, 2, hours(3), alert -> alert.setObservedAt(hours(1.19))));
        two.until(hours(3.1));
        assertThat(two.all()).singleElement().satisfies(incident -> assertThat(incident.getState())
                .isEqualTo(IncidentState.WITHDRAWN));
        assertThat(two.toldMessages()).containsExactly(AlertMessage.CORRECTED);
    }

    @Test
    void shouldExplainByAPositionThatComesLater() {
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        String id = office.open().getIncidentId();
        office.until(hours(1.5)).told();

        office.on(patrol("north", 0.3, hours(1).minusSeconds(300)), hours(1.5));

        office.until(hours(1.6));
        assertThat(office.incident(id).getState()).isEqualTo(IncidentState.EXPLAINED);
        assertThat(office.toldMessages()).containsExactly(AlertMessage.ALL_CLEAR);
        assertThat(office.reviews()).singleElement().satisfies(item -> {
            assertThat(item.getState()).isEqualTo(ReviewState.JUDGED);
            assertThat(item.getVerdict()).isEqualTo(Verdict.OUR_STAFF);
        });
    }

    @Test
    void shouldExplainByAPositionThatCameBefore() {
        office.on(patrol("north", 0.3, hours(0.9)), hours(0.95));
        office.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        assertThat(office.all()).isEmpty();

        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1.1)));
        assertThat(office.open().getKinds()).containsOnlyKeys("GUNSHOT");
    }

    @Test
    void shouldAskTheDutyOfficerFirstAndSendATeamIfNobodyLooks() {
        Office both = new Office(FieldRules.ALL, team("north"), dutyOfficer("duty"));
        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));

        assertThat(both.told()).singleElement().satisfies(alert -> {
            assertThat(alert.getTeamId()).isEqualTo("duty");
            assertThat(alert.getLevel()).isEqualTo(PageLevel.REVIEW);
        });
        assertThat(both.reviews()).singleElement().satisfies(item -> {
            assertThat(item.getState()).isEqualTo(ReviewState.OPEN);
            assertThat(item.getNearestTeamId()).isEqualTo("north");
            assertThat(item.getIncidentId()).isEqualTo(both.open().getIncidentId());
        });

        both.until(hours(1).plus(Duration.ofMinutes(10)).minusMillis(1));
        assertThat(both.told()).extracting(PatrolAlert::getTeamId).doesNotContain("north");
        both.until(hours(1).plus(Duration.ofMinutes(10)));
        assertThat(both.told())
                .filteredOn(alert -> alert.getTeamId().equals("north"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.getLevel()).isEqualTo(PageLevel.DISPATCH));
    }

    @Test
    void shouldNameTheNearestTeamToWhoeverLooksThoughItWantsOtherKinds() {
        PatrolTeam shotsAlone = PatrolTeam.newBuilder(team("north"))
                .setKinds(List.of(AlertKind.GUNSHOT))
                .build();
        Office both = new Office(FieldRules.ALL, shotsAlone, dutyOfficer("duty"));

        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));

        assertThat(both.reviews()).extracting(ReviewItem::getNearestTeamId).containsExactly("north");
    }

    @Test
    void shouldSendATeamAtOnceOnceSomebodyHasCalledItSuspicious() {
        Office both = new Office(FieldRules.ALL, team("north"), dutyOfficer("duty"));
        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        both.told();

        // The verdict comes late: it is no matter of freshness any more.
        both.on(sign(
                "person",
                AlertKind.HUMAN_PRESENCE,
                0,
                minutes(65),
                byHuman("s1").andThen(alert -> alert.setObservedAt(minutes(59)).setSuspicion(Suspicion.RAISED))));

        assertThat(both.told())
                .filteredOn(alert -> alert.getTeamId().equals("north"))
                .hasSize(1);
        assertThat(both.reviews()).extracting(ReviewItem::getVerdict).containsExactly(Verdict.SUSPICIOUS);
        both.until(minutes(80));
        assertThat(both.open().getEvidence().get(0).getMachine()).isFalse();
    }

    @Test
    void shouldEndWhatTheDutyOfficerFoundToBeAVillager() {
        Office both = new Office(FieldRules.ALL, team("north"), dutyOfficer("duty"));
        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, hours(1), byMachine("s1")));
        both.told();

        both.on(sign(
                "person",
                AlertKind.HUMAN_PRESENCE,
                0,
                minutes(65),
                byHuman("s1").andThen(alert -> alert.setObservedAt(minutes(59)).setExplained(Explanation.RESIDENT))));
        both.until(hours(30));

        assertThat(both.toldInShort()).containsExactly("ALL_CLEAR duty");
        assertThat(both.all()).extracting(Incident::getState).containsExactly(IncidentState.EXPLAINED);
        assertThat(both.reviews()).extracting(ReviewItem::getVerdict).containsExactly(Verdict.VILLAGER);
    }

    @Test
    void shouldNotWaitForReviewWhereAPersonHasReportedToo() {
        Office both = new Office(FieldRules.ALL, team("north"), dutyOfficer("duty"));
        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, minutes(60), byMachine("s1")));
        both.told();

        both.on(sign("car", AlertKind.VEHICLE, 1, minutes(62), alert -> alert.setStationId("rangers/road")));

        assertThat(both.told()).extracting(PatrolAlert::getTeamId).contains("north");
    }

    /** SOS, PATROL_CONTACT: past grouping, review and everything. */
    @ParameterizedTest
    @EnumSource(
            value = AlertKind.class,
            names = {"SOS", "PATROL_CONTACT"})
    void shouldPageForAPatrolInDangerWhateverElseThereIs(AlertKind kind) {
        Office none = new Office(List.of(), team("north"));
        none.on(sign("one", kind, 0, hours(1), alert -> alert.setObservedAt(hours(-100))));
        none.on(sign("two", kind, 0, hours(1.01)));

        assertThat(none.allOpen()).hasSize(2).allMatch(incident -> incident.getSeverity() == Severity.CRITICAL);
        assertThat(none.toldInShort()).containsExactly("RAISED north", "RAISED north");
    }

    @Test
    void shouldPageForAMissedCheckInAndTakeItBack() {
        Office none = new Office(List.of(), team("north"));
        none.on(missedCheckIn("north-1", hours(5), false), hours(5));
        assertThat(none.open().getSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(none.toldInShort()).containsExactly("RAISED north");

        none.on(missedCheckIn("north-1", hours(5), true), hours(6));
        none.until(hours(7));
        assertThat(none.all()).extracting(Incident::getState).containsExactly(IncidentState.ENDED);
        assertThat(none.toldMessages()).endsWith(AlertMessage.ALL_CLEAR);
    }

    @Test
    void shouldMakeOneIncidentOfAStormOfReportsAndTellOfItByTheMinute() {
        for (int report = 0; report < 500; report++) {
            office.on(sign("shot-" + report, AlertKind.GUNSHOT, report % 10 * 0.1, minutes(60 + report * 0.01)));
        }
        office.until(minutes(66));

        assertThat(office.open().getEvidenceCount()).isEqualTo(500);
        assertThat(office.open().getEvidence()).hasSize(100);
        assertThat(office.evidence(office.open())).hasSize(500);
        List<AlertMessage> told = office.toldMessages();
        assertThat(told.get(0)).isEqualTo(AlertMessage.RAISED);
        assertThat(told.subList(1, told.size()))
                .containsOnly(AlertMessage.UPDATED)
                .hasSizeBetween(5, 7);
    }

    @Test
    void shouldPublishAtMostOnceASecondButANewSeverityAtOnce() {
        for (int report = 0; report < 100; report++) {
            office.on(sign("snare-" + report, AlertKind.SNARE, report * 0.01, hours(1).plusMillis(report * 100L)));
        }
        office.until(hours(1).plusSeconds(30));

        List<Incident> published = office.published();
        assertThat(published)
                .filteredOn(incident -> incident.getSeverity() == Severity.SEVERE)
                .first()
                .satisfies(incident -> assertThat(incident.getChangedAt())
                        .as("the third snare makes a line")
                        .isEqualTo(hours(1).plusMillis(200)));
        assertThat(published).hasSizeBetween(11, 13);
        for (int i = 2; i < published.size(); i++) {
            assertThat(Duration.between(
                            published.get(i - 1).getChangedAt(),
                            published.get(i).getChangedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(office.open().getEvidenceCount()).isEqualTo(100);
    }

    @Test
    void shouldCompleteEvidenceByWhatComesLateWithoutPaging() {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(20)));
        office.told();

        office.on(sign("tracks", AlertKind.HUMAN_TRACKS, 1, hours(21), alert -> alert.setObservedAt(hours(-10))));

        office.until(hours(21.1));
        assertThat(office.evidence(office.open())).containsExactlyInAnyOrder("rangers/shot", "rangers/tracks");
        assertThat(office.told()).allMatch(alert -> alert.getReason().contains("nobody answered"));
    }

    @Test
    void shouldOpenNothingForALateEventAlone() {
        office.on(leopard("leopard", 0, hours(20)));
        office.on(sign("tracks", AlertKind.HUMAN_TRACKS, 1, hours(50), alert -> alert.setObservedAt(hours(21))));
        assertThat(office.all()).isEmpty();
    }

    @Test
    void shouldEndByItselfAfterQuietAndTellThoseWhoWereTold() {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        office.on(sign("snare", AlertKind.SNARE, 50, hours(1)));
        office.until(hours(24.9));
        assertThat(office.allOpen()).hasSize(2);
        office.told();

        office.until(hours(25));
        assertThat(office.open().getKinds()).as("a snare harms on").containsOnlyKeys("SNARE");
        assertThat(office.toldMessages()).contains(AlertMessage.ALL_CLEAR);

        office.until(hours(1 + 14 * 24));
        assertThat(office.allOpen()).isEmpty();
        assertThat(office.all()).extracting(Incident::getState).containsOnly(IncidentState.ENDED);
    }

    @Test
    void shouldReopenWhatEndedOfLateAndNotWhatWasAFalseAlarm() {
        office.on(sign("one", AlertKind.SNARE, 0, hours(1)));
        Incident first = office.open();
        office.answer(first, "north", ResponseKind.CLOSED, Outcome.POACHING_CONFIRMED, hours(2));
        office.told();
        office.on(sign("two", AlertKind.SNARE, 1, hours(10)));
        assertThat(office.open().getIncidentId()).isEqualTo(first.getIncidentId());
        assertThat(office.open().getTimeline())
                .extracting(TimelineEntry::getKind)
                .contains(TimelineKind.REOPENED);
        assertThat(office.toldMessages()).contains(AlertMessage.RAISED);

        office.answer(office.open(), "north", ResponseKind.CLOSED, Outcome.DETECTOR_ERROR, hours(11));
        office.on(sign("three", AlertKind.SNARE, 1, hours(12)));
        office.until(hours(12.1));
        assertThat(office.incident(first.getIncidentId()).getState()).isEqualTo(IncidentState.FALSE_ALARM);
        assertThat(office.open().getIncidentId()).isNotEqualTo(first.getIncidentId());
        assertThat(office.evidence(office.open()))
                .as("what was nothing is no evidence")
                .containsExactly("rangers/three");
    }

    @Test
    void shouldOpenAnotherIncidentForWhatComesLongAfterTheFirstWasResolved() {
        office.on(sign("one", AlertKind.SNARE, 0, hours(1)));
        Incident first = office.open();
        office.answer(first, "north", ResponseKind.CLOSED, Outcome.POACHING_CONFIRMED, hours(2));

        office.on(sign("two", AlertKind.SNARE, 1, hours(30)));

        assertThat(office.open().getIncidentId()).isNotEqualTo(first.getIncidentId());
        assertThat(office.evidence(office.open())).containsExactlyInAnyOrder("rangers/one", "rangers/two");
    }

    @Test
    void shouldEscalateUntilSomebodyAnswersAndRememberAnAnswerOnce() {
        Office both = new Office(FieldRules.ALL, team("a"), team("b"), dutyOfficer("duty"));
        both.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        both.until(hours(2));
        assertThat(both.told())
                .extracting(PatrolAlert::getTeamId)
                .as("nobody answered")
                .hasSizeGreaterThan(1);

        both.answer(both.open(), "a", ResponseKind.ON_THE_WAY, null, hours(2));
        both.until(hours(2.5));
        assertThat(both.told()).isEmpty();
        assertThat(both.open().getState()).isEqualTo(IncidentState.RESPONDING);

        // Nobody has moved and nobody has said anything: it is taken up again.
        both.until(hours(2.9));
        assertThat(both.told()).isNotEmpty();
        assertThat(both.open().getState()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void shouldForeseeWhoIsToldNextThroughReviewDispatchAndAnswer() {
        Office both = new Office(FieldRules.ALL, team("north"), dutyOfficer("duty"));
        Instant seen = hours(1);
        both.on(sign("person", AlertKind.HUMAN_PRESENCE, 0, seen, byMachine("s1")));
        both.until(seen.plusSeconds(2));
        assertNext(both, seen.plus(Duration.ofMinutes(10)), RecipientKind.NEAREST);

        Instant sent = seen.plus(Duration.ofMinutes(10));
        both.until(sent.plusSeconds(2));
        assertNext(both, sent.plus(Duration.ofMinutes(5)), RecipientKind.FURTHER);

        both.until(sent.plus(Duration.ofMinutes(5)).plusSeconds(2));
        assertNext(both, sent.plus(Duration.ofMinutes(15)), RecipientKind.ALL);

        Instant answered = sent.plus(Duration.ofMinutes(6));
        both.answer(both.open(), "north", ResponseKind.ON_THE_WAY, null, answered);
        both.until(answered.plusSeconds(2));
        assertNext(both, answered.plus(RuleSettings.DEFAULT.answerHolds()), RecipientKind.ALL);

        both.answer(both.open(), "north", ResponseKind.ARRIVED, null, answered.plusSeconds(60));
        both.until(answered.plusSeconds(62));
        assertThat(both.open().getNextStepAt()).as("somebody is there").isNull();
        assertThat(both.open().getNextStepTo()).isNull();
    }

    private static void assertNext(Office office, Instant at, RecipientKind to) {
        assertThat(office.open().getNextStepAt()).isEqualTo(at);
        assertThat(office.open().getNextStepTo()).isEqualTo(to);
    }

    @Test
    void shouldKeepBothAnswersOfTwoTeamsAndSayThatTheFirstHolds() {
        Office both = new Office(FieldRules.ALL, team("a"), team("b"), dutyOfficer("duty"));
        both.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        both.until(hours(2));

        both.answer(both.open(), "a", ResponseKind.ON_THE_WAY, null, hours(2));
        both.answer(both.open(), "b", ResponseKind.ON_THE_WAY, null, hours(2));
        both.until(hours(2.05));

        assertThat(both.open().getAnsweredBy()).isEqualTo("a");
        assertThat(both.open().getTimeline())
                .filteredOn(entry -> entry.getKind() == TimelineKind.ANSWERED)
                .extracting(TimelineEntry::getSubject)
                .containsExactly("a", "b");

        both.answer(both.open(), "b", ResponseKind.ARRIVED, null, hours(2.1));
        both.until(hours(2.15));
        assertThat(both.open().getAnsweredBy()).as("being there is more").isEqualTo("b");
    }

    @Test
    void shouldKeepAtMostAHundredOfTheTimeline() {
        office.on(sign("shot", AlertKind.GUNSHOT, 0, hours(1)));
        for (int answer = 0; answer < 150; answer++) {
            office.answer(office.open(), "north", ResponseKind.ACKNOWLEDGED, null, hours(1.1));
        }
        office.until(hours(1.2));
        assertThat(office.open().getTimeline()).hasSize(100);
        assertThat(Set.of(office.open().getState())).containsExactly(IncidentState.ACKNOWLEDGED);
    }
}

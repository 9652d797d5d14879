package org.amurwatch.consumer.incident;

import static org.amurwatch.consumer.incident.Incidents.entry;
import static org.amurwatch.consumer.incident.Incidents.evidence;
import static org.amurwatch.consumer.incident.Incidents.shot;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.incident.AlertQuality.Grouping;
import org.amurwatch.consumer.incident.AlertQuality.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertQualityTest {

    private static Row all(Incident... incidents) {
        return AlertQuality.of(List.of(incidents), Map.of(), Grouping.RULE).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "RESOLVED, POACHING_CONFIRMED, 1, 0, 0",
        "RESOLVED, SIGN_WITHOUT_PERSON, 1, 0, 0",
        "RESOLVED, PERMITTED_PERSON, 0, 1, 0",
        "RESOLVED, OUR_STAFF, 0, 1, 0",
        "FALSE_ALARM, ANIMAL, 0, 1, 0",
        "FALSE_ALARM, DETECTOR_ERROR, 0, 1, 0",
        "RESOLVED, NOT_REACHED, 0, 0, 1",
        "FALSE_ALARM, , 0, 1, 0",
        "EXPLAINED, , 0, 1, 0",
        "WITHDRAWN, , 0, 1, 0",
        "ENDED, , 0, 0, 1",
        "OPEN, , 0, 0, 1",
        "RESPONDING, , 0, 0, 1",
    })
    void shouldTellRealFromFalseByTheOutcome(
            IncidentState state, Outcome outcome, int real, int falseAlarms, int unknown) {
        Row row = all(shot("a").setState(state).setOutcome(outcome).build());

        assertThat(row.pages()).isEqualTo(1);
        assertThat(List.of(row.real(), row.falseAlarms(), row.unknown())).containsExactly(real, falseAlarms, unknown);
        assertThat(row.precision()).isEqualTo(unknown == 1 ? null : Double.valueOf(real));
    }

    @Test
    void shouldCountNeitherWhatNobodyWasToldNorWhatBecamePartOfAnother() {
        Row row = all(
                shot("a").setToldTeamIds(List.of()).build(),
                shot("b")
                        .setState(IncidentState.MERGED)
                        .setMergedInto("khasan/c")
                        .build());

        assertThat(row.pages()).isZero();
        assertThat(row.precision()).isNull();
        assertThat(row.toAcknowledge().median()).isNull();
    }

    @Test
    void shouldPutAnIncidentOfSeveralRulesUnderEachAndCountItOnce() {
        Incident both = shot("a")
                .setRules(List.of(
                        new RuleReference("shot", 1), new RuleReference("shot", 2), new RuleReference("follows", 2)))
                .setOutcome(Outcome.POACHING_CONFIRMED)
                .build();
        Incident one = shot("b").setOutcome(Outcome.ANIMAL).build();
        Incident open = shot("c").build();

        Map<String, List<IncidentEvidence>> evidence = Map.of(
                "khasan/a",
                List.of(
                        evidence("acoustic", true),
                        IncidentEvidence.newBuilder(evidence("cards", true))
                                .setKind(AlertKind.HUMAN_TRACKS)
                                .build(),
                        evidence("old", false)),
                "khasan/b",
                List.of(evidence("acoustic", true)));

        assertThat(AlertQuality.of(List.of(both, one, open), evidence, Grouping.RULE))
                .extracting(row -> row.name() + " " + row.pages() + " " + row.precision())
                .containsExactly("null 3 0.5", "shot 3 0.5", "follows 1 1.0");
        assertThat(AlertQuality.of(List.of(both, one, open), evidence, Grouping.KIND))
                .extracting(row -> row.name() + " " + row.pages())
                .containsExactly("null 3", "GUNSHOT 2", "HUMAN_TRACKS 1");
        assertThat(AlertQuality.of(List.of(both, one, open), evidence, Grouping.SOURCE))
                .extracting(row -> row.name() + " " + row.pages() + " " + row.precision())
                .as("what was taken out is no evidence")
                .containsExactly("null 3 0.5", "acoustic 2 0.5", "cards 1 1.0");
    }

    @Test
    void shouldCountAFalseAlarmAgainstItsDetectorOnceNothingIsLeftOfIt() {
        Incident explained = shot("a")
                .setState(IncidentState.EXPLAINED)
                .setEvidence(List.of())
                .setKinds(Map.of())
                .build();

        assertThat(AlertQuality.of(
                        List.of(explained), Map.of("khasan/a", List.of(evidence("acoustic", false))), Grouping.SOURCE))
                .extracting(row -> row.name() + " " + row.falseAlarms() + " " + row.precision())
                .containsExactly("null 1 0.0", "acoustic 1 0.0");
    }

    @Test
    void shouldTimeTheFirstAnswerAndTheFirstArrival() {
        Row row = all(shot("a")
                .setTimeline(List.of(
                        entry(-60, TimelineKind.OPENED, null),
                        entry(0, TimelineKind.TOLD, null),
                        entry(300, TimelineKind.TOLD, null),
                        entry(360, TimelineKind.ANSWERED, ResponseKind.NOT_US),
                        entry(390, TimelineKind.ANSWERED, ResponseKind.ON_THE_WAY),
                        entry(400, TimelineKind.ANSWERED, ResponseKind.ACKNOWLEDGED),
                        entry(3_600, TimelineKind.ANSWERED, ResponseKind.ARRIVED),
                        entry(3_700, TimelineKind.ANSWERED, ResponseKind.ARRIVED)))
                .build());

        assertThat(row.toAcknowledge()).isEqualTo(new AlertQuality.Minutes(1, 6.5, 6.5));
        assertThat(row.toArrive()).isEqualTo(new AlertQuality.Minutes(1, 60.0, 60.0));
    }

    @Test
    void shouldTakeTheOpeningWhereTheTimelineNoLongerHoldsTheFirstPage() {
        Row row = all(shot("a")
                .setTimeline(List.of(
                        entry(600, TimelineKind.TOLD, null),
                        entry(900, TimelineKind.ANSWERED, ResponseKind.ACKNOWLEDGED)))
                .build());

        assertThat(row.toAcknowledge().median()).isEqualTo(15.0);
    }

    /** 1 to 40 minutes: the median by nearest rank is the 20th, the 95th percentile the 38th. */
    @Test
    void shouldRankByTheNearest() {
        List<Incident> incidents = new ArrayList<>();
        for (int minutes = 40; minutes >= 1; minutes--) {
            incidents.add(shot("i" + minutes)
                    .setTimeline(List.of(
                            entry(0, TimelineKind.OPENED, null),
                            entry(0, TimelineKind.TOLD, null),
                            entry(60L * minutes, TimelineKind.ANSWERED, ResponseKind.ACKNOWLEDGED)))
                    .build());
        }
        incidents.add(shot("unanswered").build());

        Row row = AlertQuality.of(incidents, Map.of(), Grouping.RULE).get(0);

        assertThat(row.pages()).isEqualTo(41);
        assertThat(row.toAcknowledge()).isEqualTo(new AlertQuality.Minutes(40, 20.0, 38.0));
        assertThat(row.toArrive()).isEqualTo(new AlertQuality.Minutes(0, null, null));
    }
}

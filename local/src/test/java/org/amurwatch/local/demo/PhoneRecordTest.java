package org.amurwatch.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.local.demo.Scenario.Expected;
import org.amurwatch.local.demo.Scenario.SceneAnswer;
import org.amurwatch.local.phone.PhoneMessage;
import org.junit.jupiter.api.Test;

class PhoneRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-21T05:12:24Z");
    private static final List<PhoneMessage> MESSAGES = List.of(
            message("north", "RAISED", "SEVERE", "GUNSHOT", "DISPATCH", "hills/1"),
            message("duty", "RAISED", "WARNING", "HUMAN_PRESENCE", "REVIEW", "hills/2"),
            message("north", "UPDATED", "CRITICAL", "GUNSHOT", "DISPATCH", "hills/1"));

    @Test
    void shouldTellIncidentsThatATeamWasSentForFromThoseToLookAt() {
        PhoneRecord record = PhoneRecord.of(
                MESSAGES,
                List.of(
                        new Expected("north", AlertMessage.RAISED, AlertKind.GUNSHOT, null, "told"),
                        new Expected("north", null, null, Severity.CRITICAL, "worse")));

        assertThat(record.isRight()).isTrue();
        assertThat(record.dispatched()).isEqualTo(1);
        assertThat(record.reviewed()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatDidNotComeAndWhoWasSentForPeopleOnCamera() {
        Expected allClear = new Expected("north", AlertMessage.ALL_CLEAR, null, null, "all-clear");
        PhoneRecord missing = PhoneRecord.of(MESSAGES, List.of(allClear));
        assertThat(missing.isRight()).isFalse();
        assertThat(missing.expected()).containsExactly(new PhoneRecord.Shown("all-clear", false));

        List<PhoneMessage> sent = List.of(message("north", "RAISED", "SEVERE", "VEHICLE", "DISPATCH", "hills/3"));
        assertThat(PhoneRecord.of(sent, List.of()).isRight()).isFalse();
    }

    @Test
    void shouldAnswerAboutTheIncidentThatTheTeamWasToldOfLast() {
        List<PatrolResponse> given = new ArrayList<>();
        PhoneAnswers answers = new PhoneAnswers(() -> MESSAGES, Clock.fixed(NOW, ZoneOffset.UTC), given::add);

        answers.accept(new SceneAnswer("duty", ResponseKind.CLOSED, null, Outcome.ANIMAL, 5));
        answers.accept(new SceneAnswer("duty", ResponseKind.CLOSED, AlertKind.GUNSHOT, Outcome.ANIMAL, 5));
        answers.accept(new SceneAnswer("south", ResponseKind.ON_THE_WAY, null, null, 5));

        assertThat(given).hasSize(1);
        assertThat(given.get(0).getIncidentId()).isEqualTo("hills/2");
        assertThat(given.get(0).getSectorId()).isEqualTo("hills");
        assertThat(given.get(0).getOutcome()).isEqualTo(Outcome.ANIMAL);
        assertThat(given.get(0).getAt()).isEqualTo(NOW);
    }

    private static PhoneMessage message(
            String team, String message, String severity, String kind, String level, String incident) {
        String body = """
                {"data": {"team": "%s", "message": "%s", "severity": "%s", "kind": "%s", "level": "%s",
                 "incidentId": "%s"}}
                """.formatted(team, message, severity, kind, level, incident);
        return new PhoneMessage(incident + message, NOW, true, "text", kind, "EXERCISE", null, body);
    }
}

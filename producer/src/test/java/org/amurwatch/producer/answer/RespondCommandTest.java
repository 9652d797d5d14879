package org.amurwatch.producer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RespondCommandTest {

    private final Answers answers = new Answers(RespondCommand::new);

    @BeforeEach
    void know() {
        know("khasan/a1", IncidentState.OPEN, null);
        answers.know(
                Topics.PATROL_TEAMS,
                "north",
                PatrolTeam.newBuilder().setId("north").setName("North").build());
    }

    private void know(String id, IncidentState state, String mergedInto) {
        answers.know(
                Topics.INCIDENTS,
                id,
                Incident.newBuilder()
                        .setIncidentId(id)
                        .setSectorId("khasan")
                        .setState(state)
                        .setSeverity(Severity.SEVERE)
                        .setLevel(PageLevel.DISPATCH)
                        .setOpenedAt(Answers.NOW)
                        .setChangedAt(Answers.NOW)
                        .setFirstObservedAt(Answers.NOW)
                        .setLastObservedAt(Answers.NOW)
                        .setLastReceivedAt(Answers.NOW)
                        .setCentre(new Position(43.1, 131.4, null))
                        .setTerritoryId("pad")
                        .setTimeZone("Asia/Vladivostok")
                        .setKinds(Map.of())
                        .setEvidenceCount(0)
                        .setEvidence(List.of())
                        .setRules(List.of())
                        .setMergedInto(mergedInto)
                        .build());
    }

    private PatrolResponse sent() {
        assertThat(answers.sent).hasSize(1);
        assertThat(answers.sent.get(0).topic()).isEqualTo("patrol.responses");
        assertThat(answers.sent.get(0).key()).isEqualTo("khasan");
        return (PatrolResponse) answers.sent.get(0).value();
    }

    @Test
    void shouldSendATeamsAnswerToItsIncident() throws Exception {
        assertThat(answers.run("khasan/a1 on-the-way --team north --output json"))
                .as(answers.err.toString())
                .isEqualTo(ExitCode.DONE);

        PatrolResponse response = sent();
        assertThat(response.getKind()).isEqualTo(ResponseKind.ON_THE_WAY);
        assertThat(response.getIncidentId()).isEqualTo("khasan/a1");
        assertThat(response.getSectorId()).isEqualTo("khasan");
        assertThat(response.getTeamId()).isEqualTo("north");
        assertThat(response.getBy()).isEqualTo("north");
        assertThat(response.getAt()).isEqualTo(Answers.NOW);
        assertThat(response.getOutcome()).isNull();
        assertThat(answers.json().get("accepted").asText()).isEqualTo(response.getResponseId());
        assertThat(answers.json().get("answer").asText()).isEqualTo("ON_THE_WAY");
    }

    @Test
    void shouldCloseWithAnOutcome() {
        assertThat(answers.run(
                        "khasan/a1 close --by duty-officer --outcome poaching-confirmed --at 2026-01-17T16:00+10:00"))
                .isEqualTo(ExitCode.DONE);

        assertThat(sent().getKind()).isEqualTo(ResponseKind.CLOSED);
        assertThat(sent().getOutcome()).isEqualTo(Outcome.POACHING_CONFIRMED);
        assertThat(sent().getTeamId()).isNull();
        assertThat(sent().getBy()).isEqualTo("duty-officer");
    }

    @Test
    void shouldGiveTheSameAnswerTheSameId() {
        answers.run("khasan/a1 arrived --team north");
        answers.run("khasan/a1 arrived --team north");
        answers.run("khasan/a1 acknowledged --team north");
        answers.run("khasan/a1 acknowledged --team north --id mine");

        assertThat(answers.sent)
                .extracting(sent -> ((PatrolResponse) sent.value()).getResponseId())
                .satisfies(ids -> {
                    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
                    assertThat(ids.get(3)).isEqualTo("mine");
                });
    }

    @Test
    void shouldSayWhereAnAnswerCounts() {
        know("khasan/b2", IncidentState.MERGED, "khasan/a1");
        know("khasan/c3", IncidentState.ENDED, null);

        assertThat(answers.run("khasan/b2 acknowledged --team north")).isEqualTo(ExitCode.DONE);
        assertThat(answers.err.toString()).contains("It has become part of khasan/a1");
        assertThat(answers.run("khasan/c3 acknowledged --team north")).isEqualTo(ExitCode.DONE);
        assertThat(answers.err.toString()).contains("It is closed already (ended)");
        assertThat(answers.sent).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "khasan/a1 acknowledged | 2 | Who answers?",
                "khasan/a1 maybe --team north | 2 | Unknown answer 'maybe': expected one of acknowledged, on-the-way",
                "khasan/a1 close --team north | 2 | close needs --outcome",
                "khasan/a1 close --team north --outcome gone | 2 | Unknown outcome 'gone'",
                "khasan/a1 arrived --team north --outcome animal | 2 | --outcome goes with close alone",
                "khasan/a1 not-us --by duty-officer | 2 | not-us is a team's answer",
                "khasan/a1 arrived --team north --at 2026-01-17T07:00:00Z | 2 | lies in the future",
                "khasan/none arrived --team north | 1 | There is no incident 'khasan/none'",
                "khasan/a1 arrived --team nroth | 1 | There is no team 'nroth'",
            })
    void shouldRefuseWithASentence(String command, int exit, String sentence) {
        assertThat(answers.run(command)).isEqualTo(exit);
        assertThat(answers.err.toString()).contains(sentence);
        assertThat(answers.sent).isEmpty();
    }
}

package org.amurwatch.consumer.incident;

import static org.amurwatch.consumer.incident.Incidents.TEN;
import static org.amurwatch.consumer.incident.Incidents.evidence;
import static org.amurwatch.consumer.incident.Incidents.shot;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.SystemCommands;
import org.amurwatch.consumer.ConsumerMain;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class IncidentRowsTest {

    @Command(name = "amurwatch")
    private static final class Program {}

    private static String written(OutputFormat format, List<String> columns, List<Map<String, @Nullable Object>> rows) {
        StringWriter text = new StringWriter();
        new Output(new PrintWriter(text), format).rows(columns, rows);
        return text.toString();
    }

    private static int run(StringWriter err, String... arguments) {
        CommandLine line = SystemCommands.program(new Program(), ConsumerMain.commands());
        line.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void shouldShowIncidentsOldestFirstWithoutTheirPlace() throws IOException {
        List<Map<String, @Nullable Object>> rows = IncidentRows.incidents(
                List.of(
                        shot("b").setOpenedAt(TEN.plusSeconds(1)).build(),
                        shot("a")
                                .setAnswer(ResponseKind.ON_THE_WAY)
                                .setAnsweredBy("north")
                                .build()),
                true);

        String text = written(OutputFormat.JSON, IncidentRows.COLUMNS, rows);

        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json).extracting(row -> row.get("incidentId").asText()).containsExactly("khasan/a", "khasan/b");
        assertThat(json.get(0).fieldNames()).toIterable().containsExactlyElementsOf(IncidentRows.COLUMNS);
        assertThat(json.get(0).get("kinds").get("GUNSHOT").asInt()).isEqualTo(1);
        assertThat(json.get(0).get("rules").get(0).asText()).isEqualTo("shot v1");
        assertThat(json.get(0).get("told").get(0).asText()).isEqualTo("north");
        assertThat(json.get(0).get("answer").asText()).isEqualTo("ON_THE_WAY");
        assertThat(text).doesNotContain("43.12", "131.45");
        assertThat(written(
                        OutputFormat.TABLE,
                        IncidentRows.TABLE_COLUMNS,
                        IncidentRows.incidents(List.of(shot("a").build()), false)))
                .contains("1 GUNSHOT", "north")
                .doesNotContain("43.12", "[", "{");
    }

    @Test
    void shouldShowEvidenceWithItsRuleAndWhatWasTakenOut() {
        List<Map<String, @Nullable Object>> rows = IncidentRows.evidence(List.of(
                evidence("acoustic", true),
                org.amurwatch.avro.IncidentEvidence.newBuilder(evidence("cards", false))
                        .setLostBecause("explained")
                        .setObservedAt(TEN.minusSeconds(1))
                        .build()));

        assertThat(rows).extracting(row -> row.get("eventKey")).containsExactly("cards/1", "acoustic/1");
        assertThat(rows.get(0)).containsEntry("joined", false).containsEntry("lostBecause", "explained");
        assertThat(rows.get(1))
                .containsEntry("rule", "shot")
                .containsEntry("ruleVersion", 1)
                .containsEntry("what", "GUNSHOT");
        assertThat(rows.toString()).doesNotContain("43.12");
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(IncidentRows.EVIDENCE_COLUMNS);
    }

    @Test
    void shouldShowAnswersInTheirOrder() {
        PatrolResponse.Builder answer = PatrolResponse.newBuilder()
                .setSectorId("khasan")
                .setIncidentId("khasan/a")
                .setTeamId("north")
                .setBy("north");
        List<Map<String, @Nullable Object>> rows = IncidentRows.answers(
                List.of(
                        answer.setResponseId("2")
                                .setKind(ResponseKind.ARRIVED)
                                .setAt(TEN.plusSeconds(90))
                                .build(),
                        answer.setResponseId("1")
                                .setKind(ResponseKind.ACKNOWLEDGED)
                                .setAt(TEN)
                                .build()),
                shot("a").setOpenedAt(TEN.minusSeconds(600)).build());

        assertThat(rows).extracting(row -> row.get("answer")).containsExactly("ACKNOWLEDGED", "ARRIVED");
        assertThat(rows)
                .extracting(row -> row.get("minutesAfterAlert"))
                .as("from when its team was told")
                .containsExactly(0.0, 1.5);
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(IncidentRows.ANSWER_COLUMNS);
    }

    @Test
    void shouldCallOpenWhatSomebodyHasToDoWith() {
        assertThat(Arrays.stream(IncidentState.values())
                        .filter(state ->
                                IncidentStates.isOpen(shot("a").setState(state).build())))
                .containsExactlyInAnyOrder(IncidentState.OPEN, IncidentState.ACKNOWLEDGED, IncidentState.RESPONDING);
    }

    @Test
    void shouldShowWhatWaitsForReviewWithoutItsPlace() {
        ReviewItem item = ReviewItem.newBuilder()
                .setEventKey("park/e1")
                .setSectorId("khasan")
                .setState(ReviewState.OPEN)
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setProbability(0.9)
                .setObservedAt(TEN)
                .setOpenedAt(TEN)
                .setChangedAt(TEN)
                .setTerritoryId("pad")
                .setTimeZone("Asia/Vladivostok")
                .setPosition(new Position(43.12345, 131.45678, null))
                .setStationId("park/ford")
                .setMedia(List.of(MediaReference.newBuilder().setMediaId("m1").build()))
                .setUsualPerWeek(3.5)
                .setNearestTeamId("north")
                .setNearestTeamMetres(2_500.0)
                .build();

        List<Map<String, @Nullable Object>> rows = ReviewRows.of(List.of(item), false);

        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("station", "park/ford")
                .containsEntry("usualPerWeek", 3.5)
                .containsEntry("nearestTeam", "north")
                .containsEntry("nearestTeamKilometres", 2.5)
                .containsEntry("media", "m1")
                .containsEntry("verdict", null));
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(ReviewRows.COLUMNS);
        assertThat(rows.toString()).doesNotContain("43.12");
    }

    @Test
    void shouldStandBelowTheirCommands() {
        StringWriter err = new StringWriter();
        assertThat(run(err, "alerts", "quality", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(run(err, "incidents", "show", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(run(err, "incidents", "show")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(err, "incidents", "show", "x", "--output", "csv")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(err, "incidents", "--state", "burning")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(err, "alerts", "quality", "--by", "moon")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(err, "alerts", "quality", "--from", "2026-01-02", "--to", "2026-01-02"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("nothing lies between", "One incident is no table");
    }
}

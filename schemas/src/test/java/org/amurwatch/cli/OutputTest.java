package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {

    private static final List<String> COLUMNS = List.of("subject", "detections", "share", "note");

    private final StringWriter text = new StringWriter();

    @Test
    void shouldAlignATableWithNumbersToTheRightAndFractionsRounded() {
        output(OutputFormat.TABLE)
                .rows(
                        COLUMNS,
                        List.of(row("Capreolus capreolus", 1234, 0.47239, "a"), row("Vulpes vulpes", 7, 12.0, null)));

        assertThat(text).hasToString("""
                subject              detections  share  note
                -------------------  ----------  -----  ----
                Capreolus capreolus        1234   0.47  a
                Vulpes vulpes                 7  12.00
                """);
    }

    @Test
    void shouldWriteATableWithoutRowsAsItsHeading() {
        output(OutputFormat.TABLE).rows(List.of("a", "bb"), List.of());

        assertThat(text).hasToString("a  bb\n-  --\n");
    }

    @Test
    void shouldNotLetDataSteerTheTerminal() {
        output(OutputFormat.TABLE).rows(List.of("name"), List.of(Map.of("name", "\u001b[31mred\nline")));

        assertThat(text.toString()).contains("?[31mred?line").doesNotContain("\u001b");
    }

    @Test
    void shouldWriteJsonWithNullsAndWholeNumbers() throws Exception {
        output(OutputFormat.JSON)
                .rows(COLUMNS, List.of(row("Vulpes vulpes", 7, 0.472391, null), row("Sus scrofa", 1, null, "x")));

        JsonNode json = new ObjectMapper().readTree(text.toString());
        assertThat(json).hasSize(2);
        assertThat(json.get(0).fieldNames()).toIterable().containsExactlyElementsOf(COLUMNS);
        assertThat(json.get(0).get("share").doubleValue()).isEqualTo(0.472391);
        assertThat(json.get(0).get("note").isNull()).isTrue();
        assertThat(json.get(1).get("detections").intValue()).isEqualTo(1);
    }

    @Test
    void shouldWriteNoRowsAsAnEmptyJsonArray() throws Exception {
        output(OutputFormat.JSON).rows(COLUMNS, List.of());

        assertThat(new ObjectMapper().readTree(text.toString()).isEmpty()).isTrue();
    }

    @Test
    void shouldWriteCsvWithQuotesWhereNeededAndNumbersWhole() {
        output(OutputFormat.CSV)
                .rows(COLUMNS, List.of(row("a,b", 7, 43.123456, "say \"no\""), row("c", 1, null, null)));

        assertThat(text).hasToString("""
                subject,detections,share,note
                "a,b",7,43.123456,"say ""no\"""
                c,1,,
                """);
    }

    @Test
    void shouldLeaveOutWhatIsNoColumn() {
        output(OutputFormat.CSV).rows(List.of("subject"), List.of(row("a", 1, 2.0, "b")));

        assertThat(text).hasToString("subject\na\n");
    }

    @Test
    void shouldWriteAnObjectAsJsonObjectOrAsTwoColumns() throws Exception {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("read", 12);
        summary.put("rejected", List.of(Map.of("row", 3)));

        output(OutputFormat.JSON).object(summary);
        assertThat(new ObjectMapper()
                        .readTree(text.toString())
                        .at("/rejected/0/row")
                        .intValue())
                .isEqualTo(3);

        text.getBuffer().setLength(0);
        output(OutputFormat.CSV).object(summary);
        assertThat(text.toString()).startsWith("what,value\nread,12\n");
    }

    private Output output(OutputFormat format) {
        return new Output(new PrintWriter(text), format);
    }

    private static Map<String, Object> row(String subject, int detections, Double share, String note) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("detections", detections);
        row.put("subject", subject);
        row.put("share", share);
        row.put("note", note);
        return row;
    }
}

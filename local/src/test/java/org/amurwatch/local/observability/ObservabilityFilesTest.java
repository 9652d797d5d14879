package org.amurwatch.local.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator is told by an alarm is enough to begin with. */
class ObservabilityFilesTest {

    private static final Path OPERATE = Path.of("../docs/operate.md");

    @Test
    void shouldSayOfEveryAlarmWhatIsWrongAndWhatToDo() throws IOException {
        List<String> operate = Files.readAllLines(OPERATE);

        assertThat(ObservabilityFiles.rules()).hasSizeGreaterThan(10).allSatisfy(rule -> {
            String name = rule.get("alert").asText();
            JsonNode annotations = rule.path("annotations");
            assertThat(annotations.path("summary").asText()).as(name).endsWith(".");
            assertThat(annotations.path("action").asText()).as(name).endsWith(".");
            assertThat(annotations.path("document").asText())
                    .as(name)
                    .isEqualTo("docs/operate.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(operate)
                    .as("docs/operate.md has a section for the alarm")
                    .contains("### " + name);
            assertThat(rule.path("labels").path("severity").asText()).as(name).isIn("critical", "warning");
        });
    }

    @Test
    void shouldExplainEveryMetricOfOursThatIsShown() throws IOException {
        String operate = Files.readString(OPERATE);

        assertThat(ObservabilityFiles.expressions().values())
                .flatMap(ObservabilityFiles::metrics)
                .filteredOn(name -> name.startsWith("amurwatch_"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(operate)
                        .contains("`"
                                + name.replaceAll("_(bucket|count|sum|max)$", "")
                                        .replaceAll("_total$", "")));
    }

    @Test
    void shouldAskTheOneSourceWithPanelsThatGrafanaBrings() throws IOException {
        String source =
                Files.readString(ObservabilityFiles.FOLDER.resolve("grafana/provisioning/datasources/prometheus.yaml"));

        assertThat(ObservabilityFiles.dashboards()).hasSize(2).allSatisfy((file, dashboard) -> {
            assertThat(dashboard.findValuesAsText("type"))
                    .as(file)
                    .isSubsetOf("row", "stat", "timeseries", "state-timeline", "table", "prometheus", "link", "value");
            dashboard.get("panels").findValues("datasource").forEach(panel -> assertThat(source)
                    .contains("uid: " + panel.get("uid").asText()));
        });
    }

    @Test
    void shouldFindTheMetricsOfAnExpression() {
        assertThat(
                        ObservabilityFiles.metrics(
                                "sum by (le, a_label) (rate(x_bucket{le=\"60.0\",b=~\"y|z\"}[15m])) / on (c) d_seconds > 0.5e3"))
                .isEqualTo(Set.of("x_bucket", "d_seconds"));
        assertThat(ObservabilityFiles.metrics("absent(up == 1) or histogram_quantile(0.5, a) unless b{} offset 5m"))
                .isEqualTo(Set.of("a", "b"));
    }
}

package org.amurwatch.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.amurwatch.bench.quality.measurement.AlarmQuality;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.bench.quality.world.WorldMaker;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlarmQualityCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteTheShapeThatWasPromised() throws Exception {
        assertThat(run("--seeds", "1,2", "--training-seeds", "8,9", "--days", "10", "--output", "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("policies")).hasSize(6);
        for (JsonNode policy : json.get("policies")) {
            assertThat(names(policy))
                    .containsExactly(
                            "policy",
                            "recall",
                            "recallTwoSigns",
                            "pagesPerDay",
                            "precision",
                            "minutesFromSecondSign",
                            "curve",
                            "bySeed");
            assertThat(names(policy.get("minutesFromSecondSign"))).containsExactly("p50", "p95");
            assertThat(policy.get("curve"))
                    .extracting(point -> point.get("pagesPerDay").asInt())
                    .containsExactly(1, 2, 5, 10);
            assertThat(names(policy.get("curve").get(0))).containsExactly("pagesPerDay", "recall");
            assertThat(policy.get("bySeed"))
                    .extracting(seed -> seed.get("seed").asInt())
                    .containsExactly(1, 2);
        }
        assertThat(json.get("details").get(0).has("review")).isTrue();
        assertThat(json.get("details").get(0).has("dispatch")).isTrue();
        assertThat(err.toString()).contains("fitting one-event-score", "tuning on seed 8", "as set: seed 2");
    }

    @Test
    void shouldMeasureVariantsWithThePoliciesAsTheyWereTuned() throws Exception {
        run(
                "--seeds",
                "1",
                "--training-seeds",
                "8",
                "--days",
                "5",
                "--policies",
                "page-all",
                "--incursions-per-year",
                "20,109.5",
                "--other-settings",
                "worse",
                "--without-patrol-positions",
                "--output",
                "json");

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("variants"))
                .extracting(variant -> variant.get("variant").asText())
                .containsExactly(
                        "20 incursions a year", "109.5 incursions a year", "settings worse", "no patrol positions");
        assertThat(json.get("variants").get(0).get("bounds").get("incursions").asInt())
                .isEqualTo(20);
        assertThat(json.get("variants").get(0).get("policies").get(0).has("precision"))
                .isTrue();
    }

    @Test
    void shouldMeasureOurRulesWithoutTheirParts() throws Exception {
        assertThat(run(
                        "--seeds",
                        "1",
                        "--training-seeds",
                        "8",
                        "--days",
                        "5",
                        "--policies",
                        "default-rules",
                        "--ablations",
                        "--output",
                        "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        assertThat(new ObjectMapper().readTree(out.toString()).get("policies"))
                .extracting(policy -> policy.get("policy").asText())
                .containsExactly(
                        "default-rules",
                        "default-rules-without-correlation",
                        "default-rules-without-patrols",
                        "default-rules-without-baseline",
                        "default-rules-without-review");
    }

    @Test
    void shouldGiveTheSameForTheSameSeeds() {
        run("--seeds", "3", "--training-seeds", "8", "--days", "5", "--output", "json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("--seeds", "3", "--training-seeds", "8", "--days", "5", "--output", "json");
        assertThat(out.toString()).isEqualTo(first);
    }

    /** Seven worlds: three at once are done in an order that nobody knows. */
    @Test
    void shouldGiveTheSameHoweverManyWorldsRunAtOnce() {
        String[] arguments = {
            "--seeds",
            "1,2,3,4,5,6,7",
            "--training-seeds",
            "8,9",
            "--days",
            "5",
            "--output",
            "json",
            "--worlds-at-once",
            "1"
        };
        assertThat(run(arguments)).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        arguments[arguments.length - 1] = "3";
        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).isEqualTo(first);
        assertThat(run("--seeds", "1", "--worlds-at-once", "0")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void shouldWriteATableAndAChart(@TempDir Path folder) throws Exception {
        Path chart = folder.resolve("recall.svg");
        run("--seeds", "1,2", "--training-seeds", "8", "--days", "10", "--chart", chart.toString());

        assertThat(out.toString()).contains("recallTwoSigns", "earthranger-like", "one-event-score");
        String svg = Files.readString(chart);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(chart.toFile());
        assertThat(svg).contains("pages a day", "incursions paged", "addaxai-like", "with a sign in time");
    }

    @Test
    void shouldRefuseToMeasureOnWhatWasTunedOn() {
        assertThat(run("--seeds", "1,2", "--training-seeds", "2,3")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Seed 2 is in --seeds and in --training-seeds");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(run("--seeds", "1", "--policies", "guess")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("no policy 'guess'", "page-all");
        assertThat(run("--seeds", "1,1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("--seeds", "1", "--days", "0")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("--seeds", "1", "--policies", "page-all,page-all")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void shouldSayWhyAChartCannotBeWritten() {
        assertThat(run("--seeds", "1", "--days", "2", "--policies", "page-all", "--chart", "/nowhere/at/all.svg"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("/nowhere/at/all.svg", "folder");
    }

    @Test
    void shouldKnowFiveBaselinesAndOurOwnRules() {
        assertThat(AlarmQuality.POLICIES)
                .containsExactly(
                        "page-all",
                        "earthranger-like",
                        "addaxai-like",
                        "rfcx-like",
                        "one-event-score",
                        "default-rules");
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new AlarmQualityCommand(settings -> new RandomWorlds(10)));
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private record RandomWorlds(int incursions) implements WorldMaker {
        @Override
        public World world(long seed, int days) {
            return new RandomWorld(seed, days, days * 60, incursions);
        }

        @Override
        public WorldMaker withIncursionsPerYear(double perYear) {
            return new RandomWorlds((int) perYear);
        }
    }
}

package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.cli.CommandLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int simulate(String... more) {
        CommandLine line = CommandLines.of(new SimulateCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of(
                "--seed",
                "1",
                "--events",
                folder.resolve("e").toString(),
                "--truth",
                folder.resolve("t").toString()));
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void shouldWriteEventsAndTruthAndASummaryAndTellItsProgress() throws IOException {
        assertThat(simulate("--settings", "russia", "--days", "31", "--output", "json"))
                .isZero();

        List<String> events = Files.readAllLines(folder.resolve("e"));
        assertThat(events.get(0))
                .startsWith("{\"id\":\"")
                .contains("\"sourceId\":", "\"sensor\":", "\"observedAt\":\"20")
                .doesNotContain("null", "cause");
        assertThat(Files.readAllLines(folder.resolve("t")))
                .allMatch(line -> line.startsWith("{\"cause\":{") || line.startsWith("{\"incursion\":{"));
        assertThat(out.toString()).contains("\"events\" : " + events.size(), "\"incursions\" : ");
        assertThat(err.toString()).contains("Simulated 30 of 31 days.", "Simulated 31 of 31 days.");
    }

    @Test
    void shouldOverwriteNothingUnlessForced() throws IOException {
        Files.writeString(folder.resolve("t"), "mine");

        assertThat(simulate("--settings", "russia", "--days", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("exists: name another file, or overwrite it with --force.");
        assertThat(folder.resolve("t")).hasContent("mine");
        assertThat(folder.resolve("e")).doesNotExist();

        assertThat(simulate("--settings", "russia", "--days", "1", "--force")).isZero();
        assertThat(Files.readString(folder.resolve("t"))).doesNotContain("mine");
    }

    @Test
    void shouldPlantAsManyIncursionsAsAsked() throws IOException {
        assertThat(simulate("--settings", "russia", "--days", "365", "--incursions-per-year", "80"))
                .isZero();
        long incursions = Files.readAllLines(folder.resolve("t")).stream()
                .filter(line -> line.startsWith("{\"incursion\""))
                .count();
        // Poisson of 80, and the skin poacher; four standard deviations.
        assertThat(incursions).isBetween(45L, 117L);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThat(simulate("--settings", "korea", "--days", "1")).isEqualTo(2);
        assertThat(simulate("--settings", "russia", "--days", "0")).isEqualTo(2);
        assertThat(simulate("--settings", "russia", "--days", "1", "--incursions-per-year", "-1"))
                .isEqualTo(2);
        assertThat(simulate(
                        "--settings",
                        "russia",
                        "--days",
                        "1",
                        "--truth",
                        folder.resolve("no/t").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Can't read the settings korea", "--days is 0", "--incursions-per-year is -1.0");
    }
}

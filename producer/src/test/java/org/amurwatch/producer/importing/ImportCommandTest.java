package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.SummaryWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new ImportCommand(
                (connection, clock, paced) -> {
                    throw new AssertionError("Nothing is to be published here");
                },
                Clock.systemUTC()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String summary(OutputFormat format, PackageFixture fixture) {
        EventLog log = new EventLog();
        CamtrapImport camtrapImport =
                new CamtrapImport(log, () -> log, Clock.fixed(Importer.NOW, ZoneOffset.UTC), Progress.SILENT);
        try (ImportSummary summary = camtrapImport.run(new CamtrapImport.Request(
                fixture.folder(folder), null, KindMapping.none(), Purpose.ACTUAL, "", false, false, folder))) {
            StringWriter text = new StringWriter();
            new SummaryWriter(new PrintWriter(text), format).write(summary);
            return text.toString();
        }
    }

    private static PackageFixture withBadRows(int count) {
        PackageFixture fixture = PackageFixture.full();
        for (int i = 0; i < count; i++) {
            fixture.observe("bad" + i + ",d1,,,never,,event,blank,,,,,,,,,,,");
        }
        return fixture;
    }

    @Test
    void shouldWriteTheSummaryAsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(summary(OutputFormat.JSON, withBadRows(25)));

        assertThat(json.path("source").asText()).isEqualTo("park");
        assertThat(json.path("read").asLong()).isEqualTo(39);
        assertThat(json.path("published").asLong()).isEqualTo(8);
        assertThat(json.path("duplicates").asLong()).isZero();
        assertThat(json.path("rejected")).hasSize(25);
        assertThat(json.path("rejected").path(0).path("file").asText()).isEqualTo("observations.csv");
        assertThat(json.path("rejected").path(0).path("row").asLong()).isEqualTo(16);
        assertThat(json.path("rejected").path(0).path("reason").asText()).contains("'never'");
        assertThat(json.path("clockSuspect").isArray()).isTrue();
        assertThat(json.path("deployments").path("new").asLong()).isEqualTo(2);
        assertThat(json.path("notes").isArray()).isTrue();
    }

    @Test
    void shouldShortenLongListsInATable() {
        String table = summary(OutputFormat.TABLE, withBadRows(25));

        assertThat(table.lines().filter(line -> line.startsWith("rejected: observations.csv")))
                .hasSize(20);
        assertThat(table).contains("rejected: and 5 more (use --output json)");
    }

    @Test
    void shouldEndWithASentenceWhereThereIsNoPackage() {
        assertThat(run("camtrap-dp", folder.toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("There is no datapackage.json").doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(run("camtrap-dp")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("PATH");
        assertThat(run()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("camtrap-dp", "x", "--purpose", "NONE")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void shouldExplainItself() {
        assertThat(run("camtrap-dp", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("duplicates    events that were published before", "over 5 %", "--dry-run");
    }
}

package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsCommandTest {

    private static final Path ARCHITECTURE = Path.of("../docs/architecture.md");
    private static final String BEGIN = "<!-- topics: made from the catalogue, checked by TopicsCommandTest -->\n";
    private static final String END = "<!-- end of topics -->";
    private static final List<String> COLUMNS =
            List.of("topic", "key", "value", "cleanup", "writers", "readers", "meaning");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldDescribeTheCatalogueWithoutABroker() throws IOException {
        JsonNode catalogue = catalogue();

        assertThat(catalogue).hasSameSizeAs(Topics.all());
        assertThat(catalogue.get(0).get("topic").textValue()).isEqualTo("field.sightings");
        assertThat(catalogue.get(0).get("cleanup").textValue()).isEqualTo("keep");
        assertThat(catalogue.get(0).get("partitions").isNull()).isTrue();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldStandInTheDocsAsTheCatalogueSays() throws IOException {
        StringBuilder table = new StringBuilder();
        table.append("| ").append(String.join(" | ", COLUMNS)).append(" |\n");
        table.append("|---".repeat(COLUMNS.size())).append("|\n");
        for (JsonNode topic : catalogue()) {
            table.append(COLUMNS.stream()
                    .map(column -> topic.get(column).textValue())
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
        }

        String docs = Files.readString(ARCHITECTURE);

        assertThat(docs).contains(BEGIN, END);
        assertThat(docs.substring(docs.indexOf(BEGIN) + BEGIN.length(), docs.indexOf(END)))
                .as(
                        "The table of topics in docs/architecture.md is not what the catalogue says: put this in its place\n%s",
                        table)
                .isEqualTo(table.toString());
    }

    @Test
    void shouldSayThatTheBrokersCannotBeReached() {
        int exit = run("create", "--bootstrap-servers", "no-such-host.invalid:1");

        assertThat(exit).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("Can't reach the brokers");
    }

    private JsonNode catalogue() throws IOException {
        assertThat(run("describe", "--catalogue", "--output", "json")).isEqualTo(ExitCode.DONE);
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new TopicsCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}

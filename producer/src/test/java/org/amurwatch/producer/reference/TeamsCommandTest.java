package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TeamsCommandTest {

    private static final String TEAM = "teams: [{id: a, name: A, territories: [t1, t2], sectors: [s1, s2],"
            + " kinds: [SOS, SNARE], endpoints: [phone]}]";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> brokers = new ArrayList<>();
    private FakeReferenceStore store = new FakeReferenceStore();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(new TeamsCommand(
                (connection, clock) -> {
                    brokers.add(connection.bootstrapServers());
                    return store;
                },
                Clock.systemUTC()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("teams.yaml"), text).toString();
    }

    @Test
    void shouldLoadAndListTeams() throws Exception {
        store = new FakeReferenceStore("streams-1", "streams-2");
        assertThat(run("load", file(TEAM))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).contains("Loaded 1 team, applied by 2 instances of streams-app.");

        assertThat(run("--output", "json")).isEqualTo(ExitCode.DONE);
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("territories").get(1).asText()).isEqualTo("t2");
        assertThat(listed.get(0).get("endpoints").get(0).asText()).isEqualTo("phone");
        String bare = out.toString();
        run("list", "--output", "json");
        assertThat(out).hasToString(bare);
        run("--output", "json", "list");
        assertThat(out).hasToString(bare);
        run("list");
        assertThat(out.toString()).contains("t1 t2").contains("SOS SNARE");
    }

    @Test
    void shouldWarnOfWhatIsNotLoadedAndSayThatNothingRuns() throws Exception {
        store.load(
                Topics.TERRITORIES,
                Map.of(
                        "t1",
                        Territory.newBuilder()
                                .setId("t1")
                                .setName("T1")
                                .setSectorId("s1")
                                .setTimeZone("UTC")
                                .build()),
                java.time.Duration.ZERO);
        assertThat(run("load", file(TEAM))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString())
                .contains("Team 'a' names the territory 't2', which is not loaded")
                .contains("Team 'a' names the sector 's2', which is not loaded")
                .doesNotContain("'t1'")
                .doesNotContain("'s1'")
                .contains("streams-app does not run: they will be applied when it starts.");
    }

    @Test
    void shouldLoadNothingFromAFaultyFile() throws Exception {
        assertThat(run("load", file("teams: [{id: a}]"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Nothing was loaded");
        assertThat(store.read(Topics.PATROL_TEAMS)).isEmpty();
        assertThat(run("load", file(TEAM), "--timeout", "-1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(store.read(Topics.PATROL_TEAMS)).isEmpty();
    }

    @Test
    void shouldTakeTheConnectionBeforeOrAfterTheSubcommand() {
        run("list", "--bootstrap-servers", "after:1");
        run("--bootstrap-servers", "before:1", "list");
        run("--bootstrap-servers", "bare:1");
        assertThat(brokers).containsExactly("after:1", "before:1", "bare:1");
    }
}

package org.amurwatch.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedTrialCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLines.of(new SimulatedTrialCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldSetTwoSetsSideBySideOnOnePark() throws Exception {
        Path without = folder.resolve("rules.yaml");
        Files.writeString(
                without, RulesFile.builtInText("russia").replace("kinds: [GUNSHOT], told: machine", "kinds: [FIRE]"));

        assertThat(run(without.toString(), "--seed", "1", "--days", "20", "--output", "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        int current = json.get("sums").get(0).get("current").asInt();
        assertThat(json.get("sums").get(0).get("tried").asInt()).isPositive().isLessThan(current);
        assertThat(json.get("differences")).isNotEmpty();

        Path same = folder.resolve("same.yaml");
        Files.writeString(same, RulesFile.builtInText("russia"));
        assertThat(run(same.toString(), "--seed", "1", "--days", "20", "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        JsonNode nothing = new ObjectMapper().readTree(out.toString());
        assertThat(nothing.get("differences")).isEmpty();
        assertThat(nothing.get("sums").get(0).get("tried").asInt()).isEqualTo(current);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(run("rules.yaml", "--seed", "1", "--days", "0")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--days is 0");
        assertThat(run(folder.resolve("none.yaml").toString(), "--seed", "1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("none.yaml can't be read");
    }
}

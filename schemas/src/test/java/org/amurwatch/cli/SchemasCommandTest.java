package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SchemasCommandTest {

    private final String registry = "mock://" + UUID.randomUUID();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldRegisterAndThenFindEverythingRegistered() throws Exception {
        assertThat(run("register", "--registry-url", registry, "--output", "csv"))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("subject,id,compatible\nfield.sightings-value,1,true\n");

        out.getBuffer().setLength(0);
        assertThat(run("check", "--registry-url", registry, "--output", "json")).isEqualTo(ExitCode.DONE);
        JsonNode subjects = new ObjectMapper().readTree(out.toString());
        assertThat(subjects).isNotEmpty().allMatch(subject -> subject.get("id").isInt());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayThatTheRegistryCannotBeReached() {
        assertThat(run("check", "--registry-url", "http://127.0.0.1:1")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("Can't reach the schema registry at http://127.0.0.1:1");
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new SchemasCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}

package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldPrintStrimziResourcesAndAskNoBroker() {
        assertThat(run("strimzi", "--cluster", "park")).isEqualTo(ExitCode.DONE);

        assertThat(out.toString())
                .startsWith("---\n")
                .contains("kind: KafkaTopic", "kind: KafkaUser", "strimzi.io/cluster: park");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldNotMakeUpTheNameOfTheCluster() {
        assertThat(run("strimzi")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--cluster");
    }

    @Test
    void shouldSayThatTheBrokersCannotBeReached() {
        assertThat(run("prepare", "--bootstrap-servers", "no-such-host.invalid:1"))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("Can't reach the brokers").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new ClusterCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}

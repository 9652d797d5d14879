package org.amurwatch.consumer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.consumer.read.AlertsCommand;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ActivityCommandTest {

    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        CommandLine line = CommandLines.of(command).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void shouldRefuseDaysInTheWrongOrder() {
        assertThat(run(new ActivityCommand(), "--from", "2026-02-01", "--to", "2026-01-31"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--from (2026-02-01) is after --to (2026-01-31)");
    }

    @Test
    void shouldRefuseADateThatDoesNotExist() {
        assertThat(run(new ActivityCommand(), "--from", "2026-02-30")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'--from'", "2026-02-30", "such as 2026-01-31");
    }

    @Test
    void shouldRefuseAnotherGrouping() {
        assertThat(run(new ActivityCommand(), "--by", "week")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("expected day, territory or total; got 'week'");
    }

    @Test
    void shouldRefuseATimeWithoutItsOffset() {
        assertThat(run(new AlertsCommand(), "--since", "2026-01-31T10:00:00")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("'--since'", "2026-01-31T10:00:00");
    }

    @Test
    void shouldRefuseANegativeTimeout() {
        assertThat(run(new ActivityCommand(), "--timeout", "-1")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--timeout");
    }
}

package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.smart.SmartPatrolsCommand;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.wildlifeinsights.WildlifeInsightsCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands for cameras and patrols say before they reach for a server. */
class CameraCommandsTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    private final SinkFactory sinks = (connection, clock, paced) -> {
        throw new AssertionError("Nothing is to be published here");
    };

    private int run(Object command, String... arguments) {
        CommandLine line = CommandLines.of(command);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void shouldAskForTheZoneThatAnExportDoesNotSay() {
        assertThat(run(new WildlifeInsightsCommand(sinks, CLOCK), folder.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(new SmartPatrolsCommand(sinks, CLOCK), "patrols.csv")).isEqualTo(ExitCode.WRONG_USAGE);

        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(sentence -> sentence.endsWith("--time-zone, such as --time-zone Asia/Vladivostok."));
    }

    @Test
    void shouldSayWhatIsMissingOrMakesNoSense() {
        String[] stated = {"results.json", "--source", "ridge", "--deployments", "d.csv"};

        assertThat(run(new MegaDetectorCommand(sinks, CLOCK), "results.json")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--deployments", "--source");
        assertThat(run(new MegaDetectorCommand(sinks, CLOCK), with(stated, "--threshold", "7")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--threshold 7.0 is not between 0 and 1.");
        assertThat(run(new SpeciesNetCommand(sinks, CLOCK), with(stated, "--positions-from-images")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--positions-from-images needs --images FOLDER.");
        assertThat(run(new SpeciesNetCommand(sinks, CLOCK), with(stated, "--time-zone", "Mars/Olympus")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        stated[0] = folder.resolve("none").toString();
        assertThat(run(new WatchFolderCommand(sinks, CLOCK), stated)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("There is no folder").doesNotContain("\tat ");
    }

    @Test
    void shouldExplainThemselves() {
        for (Object command : new Object[] {
            new MegaDetectorCommand(sinks, CLOCK),
            new SpeciesNetCommand(sinks, CLOCK),
            new WatchFolderCommand(sinks, CLOCK),
            new WildlifeInsightsCommand(sinks, CLOCK),
            new SmartPatrolsCommand(sinks, CLOCK)
        }) {
            assertThat(run(command, "--help")).isEqualTo(ExitCode.DONE);
        }
        assertThat(out.toString()).contains("--whole", "--threshold=SHARE", "--keep-names", "--dry-run");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}

package org.amurwatch.local.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What it refuses before it begins; that a bundle works is shown by .ci/bundle-check. */
class BundleCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void shouldReplaceNoArchiveUnasked() throws IOException {
        Path archive = Files.writeString(folder.resolve("there.tar.gz"), "precious");

        assertThat(run("--output", archive.toString())).isEqualTo(ExitCode.WRONG_USAGE);

        assertThat(err.toString()).contains(archive + " is there already").contains("--force");
        assertThat(archive).hasContent("precious");
    }

    @Test
    void shouldRefuseAnOutputThatIsNoArchive() {
        assertThat(run("--output", "json")).isEqualTo(ExitCode.WRONG_USAGE);

        assertThat(err.toString()).contains("ends in .tar.gz; got 'json'");
    }

    @Test
    void shouldRefuseAFolderThatIsNotThere() {
        assertThat(run("--output", folder.resolve("stick/a.tar.gz").toString())).isEqualTo(ExitCode.WRONG_USAGE);

        assertThat(err.toString()).contains(folder.resolve("stick") + " does not exist");
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new BundleCommand());
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}

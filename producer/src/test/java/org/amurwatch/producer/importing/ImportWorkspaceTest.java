package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportWorkspaceTest {

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingWhenItIsClosed() {
        ImportWorkspace workspace = ImportWorkspace.in(folder);
        workspace.put(ImportWorkspace.Table.ROW, new byte[] {1}, new byte[] {2});
        assertThat(workspace.get(ImportWorkspace.Table.ROW, new byte[] {1})).containsExactly(2);
        workspace.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveNothingWhenTheProcessIsEndedInTheMiddle() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessImport.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("at work");
            assertThat(folder).isNotEmptyDirectory();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** Writes into a workspace until it is ended. */
    static final class EndlessImport {

        private EndlessImport() {}

        public static void main(String[] arguments) {
            ImportWorkspace workspace = ImportWorkspace.in(Path.of(arguments[0]));
            for (long i = 0; ; i++) {
                workspace.put(
                        ImportWorkspace.Table.ROW,
                        ImportWorkspace.key(new Hash128(i * 0x9E37_79B9_7F4A_7C15L, i)),
                        new byte[100]);
                if (i == 200_000) {
                    System.out.println("at work");
                }
            }
        }
    }
}

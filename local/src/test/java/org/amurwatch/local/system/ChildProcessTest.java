package org.amurwatch.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amurwatch.local.Child;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a child ends: asked by its parent, told by others, left by a parent that was killed. */
class ChildProcessTest {

    private static final String HALTS = "-D" + Child.HALT_WITHOUT_PARENT + "=true";

    @TempDir
    private Path folder;

    /** Says that it runs, and that it shuts down in order. */
    public static final class Program {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path folder = Path.of(arguments[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> touch(folder.resolve("in-order"))));
            touch(folder.resolve("runs"));
            Thread.currentThread().join();
        }

        private static void touch(Path file) {
            try {
                Files.createFile(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<String> command(List<String> flags) {
        return JavaRuntime.command(flags, Program.class.getName(), List.of(folder.toString()));
    }

    private void awaitRunning() {
        await("it runs").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("runs")));
    }

    @Test
    void shouldLeaveSigtermToItsParentAndEndInOrderWhenThatAsks() throws Exception {
        ChildProcess child = ChildProcess.start("child", command(List.of(HALTS)), Map.of(), folder);
        awaitRunning();
        assertThat(new ProcessBuilder("kill", "-TERM", Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
        child.rest(Duration.ofSeconds(1));
        assertThat(child.alive()).isTrue();

        child.stop(Duration.ofSeconds(20));

        assertThat(child.onExit().join().exitValue()).isZero();
        assertThat(folder.resolve("in-order")).exists();
    }

    @Test
    void shouldEndInOrderWhenItsParentIsGone() throws Exception {
        Process child = left(List.of());

        assertThat(child.exitValue()).isZero();
        assertThat(folder.resolve("in-order")).exists();
    }

    @Test
    void shouldHaltWhenItsParentIsGoneAndThatIsSafer() throws Exception {
        Process child = left(List.of(HALTS));

        assertThat(child.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("in-order")).doesNotExist();
    }

    /** One whose input closes without a word. */
    private Process left(List<String> flags) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(flags))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        awaitRunning();
        child.getOutputStream().close();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return child;
    }
}

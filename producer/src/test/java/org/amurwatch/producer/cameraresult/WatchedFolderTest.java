package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {

    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private WatchedFolder watched;

    @BeforeEach
    void watch() {
        watched = new WatchedFolder(folder, this::take, told::add);
    }

    private String take(Path file) {
        try {
            taken.add(Files.readString(file));
            if (taken.get(taken.size() - 1).contains("broken")) {
                throw CommandFailure.usage("It is no JSON.");
            }
            if (taken.get(taken.size() - 1).contains("away")) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "No broker answers.");
            }
            return "{\"read\": 1}";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void lay(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void shouldTakeAFileOnceItGrowsNoMore() throws IOException {
        lay("a.json", "one");
        assertThat(watched.look()).isEqualTo(1);
        lay("a.json", "one, two");
        assertThat(watched.look()).isEqualTo(1);
        assertThat(taken).isEmpty();

        assertThat(watched.look()).isZero();
        assertThat(taken).containsExactly("one, two");
        assertThat(folder.resolve("done/a.json")).hasContent("one, two");
        assertThat(folder.resolve("done/a.json.summary.json")).hasContent("{\"read\": 1}");
        assertThat(folder.resolve("a.json")).doesNotExist();
    }

    @Test
    void shouldPutAsideWhatCantBeImportedAndSayWhy() throws IOException {
        lay("bad.json", "broken");
        lay("good.json", "fine");
        watched.look();
        watched.look();

        assertThat(folder.resolve("failed/bad.json")).exists();
        assertThat(folder.resolve("failed/bad.json.reason.txt")).hasContent("It is no JSON.\n");
        assertThat(folder.resolve("done/good.json")).exists();
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldWaitOutAnOutage() throws IOException {
        lay("a.json", "away");
        watched.look();
        assertThat(watched.look()).isEqualTo(1);
        assertThat(watched.look()).isEqualTo(1);
        assertThat(taken).hasSize(2);
        assertThat(folder.resolve("a.json")).exists();

        lay("a.json", "back again");
        watched.look();
        assertThat(watched.look()).isZero();
        assertThat(folder.resolve("done/a.json")).exists();
    }

    @Test
    void shouldTakeAFileAgainThatWasBeingImportedWhenItWasStopped() throws IOException {
        lay("a.json", "one");
        watched.look();
        WatchedFolder afterRestart = new WatchedFolder(folder, this::take, told::add);

        assertThat(afterRestart.look()).isEqualTo(1);
        assertThat(afterRestart.look()).isZero();
        assertThat(taken).containsExactly("one");
    }

    @Test
    void shouldKeepTwoFilesOfOneName() throws IOException {
        for (String text : List.of("one", "two")) {
            lay("a.json", text);
            watched.look();
            watched.look();
        }

        assertThat(folder.resolve("done/a.json")).hasContent("one");
        assertThat(folder.resolve("done/a-2.json")).hasContent("two");
    }

    @Test
    void shouldLeaveWhatIsStillBeingWrittenAndWhatIsNoResultsFile() throws IOException {
        lay("a.json.part", "one");
        lay(".b.json", "two");
        lay("deployments.csv", "three");
        Files.createDirectories(folder.resolve("c.json"));

        assertThat(watched.look()).isZero();
        assertThat(watched.look()).isZero();
        assertThat(taken).isEmpty();
    }
}

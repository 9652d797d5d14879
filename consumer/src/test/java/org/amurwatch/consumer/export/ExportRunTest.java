package org.amurwatch.consumer.export;

import static org.amurwatch.consumer.export.FieldRecords.NOW;
import static org.amurwatch.consumer.export.FieldRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportRunTest {

    private static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);

    @TempDir
    private Path folder;

    private final FieldRecords records = new FieldRecords();
    private final StringWriter messages = new StringWriter();
    private final List<String> audited = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < 20; i++) {
            records.add(sighting("o" + i, "Sus scrofa", NOW.minusSeconds(i)).build());
        }
    }

    private ExportSummary run(ExportSource source, Path to, String words, @Nullable ExportOffsets offsets) {
        return new ExportRun(
                        source,
                        (who, what) -> {
                            // Nothing may be on the disk before it is written down.
                            assertThat(folder.resolve("fresh")).doesNotExist();
                            audited.add(who + ": " + what);
                        },
                        new ExportProgress(new PrintWriter(messages, true), Clock.systemUTC()))
                .run(new ExportRun.Request(words, to, offsets, "analyst"), EventExport.csv(ALL, Disclosure.EXACT));
    }

    private static String csv(Path to) throws IOException {
        return Files.readString(to.resolve("events.csv"));
    }

    @Test
    void shouldWriteDownWhoGetsExactPlacesBeforeAnythingIsWritten() throws IOException {
        Path to = folder.resolve("fresh");
        run(records.source(), to, "csv", null);

        assertThat(audited).containsExactly("analyst: csv");
        assertThat(csv(to).lines()).hasSize(21);
    }

    @Test
    void shouldWriteNothingIfItCantBeWrittenDown() {
        Path to = folder.resolve("refused");
        ExportRun run = new ExportRun(
                records.source(),
                (who, what) -> {
                    throw new CommandFailure(ExitCode.NOT_ALLOWED, "Not now.");
                },
                new ExportProgress(new PrintWriter(messages, true), Clock.systemUTC()));

        assertThatThrownBy(() -> run.run(
                        new ExportRun.Request("csv", to, null, "analyst"), EventExport.csv(ALL, Disclosure.EXACT)))
                .hasMessage("Not now.");
        assertThat(to).doesNotExist();
    }

    @Test
    void shouldGoOnWhereItWasInterrupted() throws IOException {
        Path whole = folder.resolve("whole");
        run(records.source(), whole, "csv", null);
        Path to = folder.resolve("interrupted");
        assertThatThrownBy(() -> run(records.source(4), to, "csv", null)).isInstanceOf(TimeoutException.class);
        assertThat(to.resolve("events.csv")).doesNotExist();
        try (ExportIndex index = new ExportIndex(new ExportFolder(to).index())) {
            assertThat(index.offsets()).containsValue(12L);
        }

        // What comes meanwhile is of the next export.
        records.add(sighting("later", "Sus scrofa", NOW).build());
        run(records.source(3), to, "csv", null);

        assertThat(csv(to)).isEqualTo(csv(whole));
        assertThat(Files.readString(to.resolve(ExportOffsets.FILE)))
                .isEqualTo(Files.readString(whole.resolve(ExportOffsets.FILE)));
        assertThat(to.resolve(ExportFolder.STATE)).doesNotExist();
        assertThat(messages.toString()).contains("Going on with the export that was begun in " + to);
    }

    @Test
    void shouldWriteTheSameBytesAtTheSameOffsets() throws IOException {
        Path first = folder.resolve("first");
        run(records.source(), first, "csv", null);
        records.add(sighting("later", "Sus scrofa", NOW).build());

        Path again = folder.resolve("again");
        run(records.source(), again, "csv", ExportOffsets.read(first.resolve(ExportOffsets.FILE)));

        assertThat(csv(again)).isEqualTo(csv(first));
        Path now = folder.resolve("now");
        run(records.source(), now, "csv", null);
        assertThat(csv(now)).contains("pad/later");
    }

    @Test
    void shouldRefuseOffsetsOfAnotherSystem() throws IOException {
        Path file = Files.writeString(folder.resolve("offsets"), "{\"field.sightings\": {\"0\": 1000}}");

        assertThatThrownBy(() -> run(records.source(), folder.resolve("x"), "csv", ExportOffsets.read(file)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("of another system");
    }

    @Test
    void shouldOverwriteNothing() throws IOException {
        Path to = Files.createDirectory(folder.resolve("used"));
        Files.writeString(to.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> run(records.source(), to, "csv", null)).hasMessageContaining("is not empty");
        assertThat(audited).isEmpty();
    }

    @Test
    void shouldNotGoOnWithWhatWasAskedForOtherwise() {
        Path to = folder.resolve("interrupted");
        assertThatThrownBy(() -> run(records.source(3), to, "csv --precision 0.1", null))
                .isInstanceOf(TimeoutException.class);

        assertThatThrownBy(() -> run(records.source(), to, "csv --precision exact", null))
                .hasMessageContaining("asked for otherwise (csv --precision 0.1)");
    }

    @Test
    void shouldBringFilesToTheirPlacesAgainAfterAnAttemptThatDidNotEnd() throws IOException {
        Path to = folder.resolve("half");
        ExportFolder half = new ExportFolder(to);
        half.begin("csv", new ExportOffsets(new java.util.TreeMap<>()));
        Files.writeString(to.resolve(ExportFolder.STATE).resolve("finishing"), "");
        Files.writeString(Files.createDirectory(to.resolve("pad")).resolve("media.csv"), "the same");
        Path files = half.emptied("files");
        Files.writeString(Files.createDirectory(files.resolve("pad")).resolve("media.csv"), "the same");
        half.finish(files);

        assertThat(to.resolve("pad").resolve("media.csv")).hasContent("the same");
        assertThat(to.resolve(ExportFolder.STATE)).doesNotExist();
    }

    @Test
    void shouldNotOverwriteWhatCameWhileItRan() throws IOException {
        Path to = folder.resolve("meanwhile");
        ExportFolder meanwhile = new ExportFolder(to);
        meanwhile.begin("csv", new ExportOffsets(new java.util.TreeMap<>()));
        Files.writeString(to.resolve("events.csv"), "mine");
        Path files = meanwhile.emptied("files");
        Files.writeString(files.resolve("events.csv"), "ours");

        assertThatThrownBy(() -> meanwhile.finish(files)).hasMessageContaining("is not overwritten");
        assertThat(to.resolve("events.csv")).hasContent("mine");
    }
}

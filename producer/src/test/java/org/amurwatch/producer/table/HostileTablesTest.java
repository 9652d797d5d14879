package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.csv.CsvCommand;
import org.amurwatch.producer.firms.FirmsCommand;
import org.amurwatch.producer.movebank.MovebankCommand;
import org.amurwatch.producer.reference.FakeReferenceStore;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables as they come from everywhere, and as somebody would write them who means harm; for each format. */
class HostileTablesTest {

    @TempDir
    private Path folder;

    /** A format, with a table of two rows that can be used. */
    private enum Format {
        CSV(
                "id,t,lat,lon,what,note\n",
                "1,2026-11-20T04:00:00Z,43.1,131.4,SNARE,\"one, two\"\n",
                "2,2026-11-20T05:00:00Z,43.1,131.4,SNARE,плохо\n"),
        FIRMS(
                "latitude,longitude,acq_date,acq_time,satellite,confidence,frp\n",
                "43.1,131.4,2026-11-20,0400,T,63,1.5\n",
                "43.2,131.4,2026-11-20,0400,T,64,1.6\n"),
        MOVEBANK(
                "event-id,timestamp,location-lat,location-long,individual-local-identifier,individual-taxon-canonical-name\n",
                "1,2026-11-20 04:00:00.000,43.1,131.4,F31,Panthera pardus\n",
                "2,2026-11-20 05:00:00.000,43.1,131.4,F31,Panthera pardus\n");

        private final String header;
        private final String first;
        private final String second;

        Format(String header, String first, String second) {
            this.header = header;
            this.first = first;
            this.second = second;
        }

        private String table() {
            return header + first + second;
        }

        private ImportRun run() {
            return new ImportRun((sinks, clock) -> switch (this) {
                case CSV -> new CsvCommand(sinks, clock);
                case FIRMS -> new FirmsCommand(sinks, (connection, same) -> new FakeReferenceStore(), clock);
                case MOVEBANK -> new MovebankCommand(sinks, clock);
            });
        }
    }

    private int run(ImportRun run, Format format, Path... paths) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(paths));
        arguments.addAll(List.of("--output", "json"));
        if (format == Format.CSV) {
            Path mapping = Files.writeString(folder.resolve("mapping.yaml"), """
                    columns: {id: id, time: t, latitude: lat, longitude: lon, type: what, note: note}
                    types: {SNARE: SNARE}
                    """);
            arguments.addAll(List.of("--mapping", mapping));
        } else if (format == Format.FIRMS) {
            arguments.add("--everywhere");
        }
        return run.run(arguments.toArray());
    }

    private Path bytes(String name, byte[] content) throws IOException {
        Path path = folder.resolve("tables").resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, content);
    }

    private Path text(String text) throws IOException {
        return bytes("a.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Path zip(String... namesAndTexts) throws IOException {
        Path path = folder.resolve("tables.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }

    /** What the plain table says, but for where its rows stand. */
    private List<String> plain(Format format) throws IOException {
        ImportRun run = format.run();
        assertThat(run(run, format, text(format.table()))).as(run.err()).isEqualTo(ExitCode.DONE);
        return saidBy(run);
    }

    private static List<String> saidBy(ImportRun run) {
        return run.published().stream()
                .map(SpecificRecord::toString)
                .map(event -> event.replaceAll("\"(file|row|revision)\": [^,}]*", ""))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldReadTheSameInEachWayOfWritingIt(Format format) throws IOException {
        List<String> plain = plain(format);
        assertThat(plain).hasSizeGreaterThanOrEqualTo(2);
        String table = format.table();
        List<Path> ways = List.of(
                bytes("cr.csv", table.replace("\n", "\r").getBytes(StandardCharsets.UTF_8)),
                bytes("crlf.csv", table.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                bytes("no-end.csv", table.strip().getBytes(StandardCharsets.UTF_8)),
                bytes("empty-lines.csv", table.replace("\n", "\n\n").getBytes(StandardCharsets.UTF_8)),
                bytes("bom.csv", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8)),
                bytes("utf-16le.csv", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16LE)),
                bytes("utf-16be.csv", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16BE)),
                bytes(
                        "tab.tsv",
                        table.replace("one, two", "one; two")
                                .replace(',', '\t')
                                .replace("one; two", "one, two")
                                .getBytes(StandardCharsets.UTF_8)),
                bytes("gzipped.csv", gzipped(table)),
                zip("export/a.csv", table, "__MACOSX/a.csv", "rubbish", "readme.md", "read me"));
        for (Path way : ways) {
            ImportRun run = format.run();
            assertThat(run(run, format, way)).as(way + run.err() + run.out()).isEqualTo(ExitCode.DONE);
            assertThat(saidBy(run)).as(way.toString()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldPublishNothingIfOneOfSeveralFilesIsAnotherTable(Format format) throws IOException {
        ImportRun run = format.run();
        Path good = text(format.table());
        for (String other : List.of("a,b\n1,2\n", "", "\u0000\u0000\u0000", "%PDF-1.7\n%âãÏÓ\n")) {
            assertThat(run(run, format, good, bytes("other.csv", other.getBytes(StandardCharsets.UTF_8))))
                    .as(other)
                    .isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(run.err()).contains("other.csv");
            assertThat(run.opened()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldNameRowsThatAreDamagedAndTakeTheOthers(Format format) throws IOException {
        ImportRun run = format.run();
        String nul = format.first.replace(format.first.substring(0, 1), "\u0000");
        String tooMany = format.first.strip() + ",,,,,,,,,,\n";
        String large = "x".repeat(200_000) + format.first.substring(format.first.indexOf(','));
        Path file = text(format.header + nul + tooMany + large + format.second);

        assertThat(run(run, format, file)).as(run.err()).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(run.json().path("rejected"))
                .extracting(issue -> issue.path("row").asLong() + " "
                        + issue.path("reason").asText().replaceAll("\\d+", "N"))
                .containsExactly(
                        "2 holds a NUL byte: the file was damaged, or is no text",
                        "3 has N cells, more than the N columns of the header",
                        "4 has a cell of N characters, more than N");
        assertThat(run.json().path("published").asLong()).isEqualTo(1);
        assertThat(run.out().length()).isLessThan(3_000);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldTakeWhatStandsBeforeACellThatNeverEnds(Format format) throws IOException {
        ImportRun run = format.run();
        Path file = text(format.header + format.first + "\"" + "x".repeat(1 << 20) + "\n" + format.second);

        assertThat(run(run, format, file)).as(run.err()).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(run.onlyReason())
                .startsWith("3: the file can't be read from here on (row 3 is longer than 1000000 characters")
                .endsWith("what follows was not read");
        assertThat(run.json().path("published").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldSayWhereACutFileEnds(Format format) throws IOException {
        ImportRun run = format.run();
        byte[] whole = gzipped(format.header + format.first.repeat(5_000));
        Path cut = bytes("cut.csv.gz", Arrays.copyOf(whole, whole.length - 20));

        assertThat(run(run, format, cut)).as(run.err()).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(run.onlyReason()).contains("can't be read from here on", "what follows was not read");
        assertThat(run.json().path("published").asLong()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldStopAFileThatExpandsWithoutReason(Format format) throws IOException {
        ImportRun run = format.run();
        Path bomb = folder.resolve("bomb.csv.gz");
        byte[] nothing = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write((format.header + format.first).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 120; i++) {
                out.write(nothing);
            }
            out.write(format.second.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.size(bomb)).isLessThan(200_000);

        assertThat(run(run, format, bomb)).as(run.err()).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(run.onlyReason()).contains("expands to more than", "no honest table");
        assertThat(run.json().path("published").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldRefuseAZipWhoseFilesClimbOutOfIt(Format format) throws IOException {
        ImportRun run = format.run();
        Files.writeString(folder.resolve("evil.csv"), format.table());
        for (String name :
                List.of("../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:\\evil.csv")) {
            assertThat(run(run, format, zip("a.csv", format.table(), name, format.table())))
                    .as(name)
                    .isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(run.err()).contains("is not inside the package or folder");
            assertThat(run.opened()).isFalse();
        }
        assertThat(folder.resolve("..").resolve("evil.csv")).doesNotExist();
    }

    @Test
    void shouldRefuseFoldersAndZipsThatHoldNoTableOrTooMany() throws IOException {
        ImportRun run = Format.FIRMS.run();
        assertThat(run(run, Format.FIRMS, zip("read.me", "text"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("holds no table");
        assertThat(run(run, Format.FIRMS, Files.createDirectory(folder.resolve("empty"))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(run, Format.FIRMS, folder.resolve("none.csv"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("There is no readable file or folder");
        String[] many = new String[2_002];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = i + ".csv";
            many[i + 1] = Format.FIRMS.table();
        }
        assertThat(run(run, Format.FIRMS, zip(many))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("holds 1001 tables");
        assertThat(run(
                        run,
                        Format.FIRMS,
                        bytes("broken.zip", "PK\u0003\u0004rubbish".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("Can't read");
    }
}

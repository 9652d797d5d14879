package org.amurwatch.local.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read by the tools that the other machine has: tar and sha256sum. */
class BundleArchiveTest {

    private static final Instant TIME = Instant.parse("2026-11-21T00:00:00Z");
    private static final String LONG_NAME = "lib/" + "long-".repeat(40) + "name.jar";

    @TempDir
    private Path folder;

    private List<BundleContent.Entry> entries;

    @BeforeEach
    void makeFiles() throws IOException {
        Path launcher = file("launcher", "#!/bin/sh\n", "rwx------");
        Path jar = file("a.jar", "jar".repeat(50_000), "rw-rw-rw-");
        entries = new BundleContent(List.of(
                        new BundleContent.Entry("amurwatch", launcher),
                        new BundleContent.Entry(LONG_NAME, jar),
                        new BundleContent.Entry("lib/a.jar", jar)))
                .entries();
    }

    @Test
    void shouldUnpackWithTheModesAndTheTimeOfABundle() throws Exception {
        Path top = unpack(write("bundle.tar.gz"));

        assertThat(modes(top, "amurwatch", "lib", "lib/a.jar", LONG_NAME, "SHA256SUMS"))
                .containsExactly("rwxr-xr-x", "rwxr-xr-x", "rw-r--r--", "rw-r--r--", "rw-r--r--");
        assertThat(Files.getLastModifiedTime(top.resolve("lib/a.jar"))).isEqualTo(FileTime.from(TIME));
        assertThat(run("tar", "-tvzf", folder.resolve("bundle.tar.gz").toString())
                        .lines())
                .hasSize(6)
                .allMatch(line -> line.contains(" root/root "));
    }

    @Test
    void shouldCarrySumsThatFindADamagedFile() throws Exception {
        Path top = unpack(write("bundle.tar.gz"));
        assertThat(run("sh", "-c", "cd " + top + " && sha256sum --check --strict SHA256SUMS")
                        .lines())
                .containsExactly("amurwatch: OK", "lib/a.jar: OK", LONG_NAME + ": OK");

        Files.writeString(top.resolve("lib/a.jar"), "another");

        assertThat(run("sh", "-c", "cd " + top + " && sha256sum --check --strict --quiet SHA256SUMS 2>/dev/null; true"))
                .isEqualTo("lib/a.jar: FAILED\n");
    }

    @Test
    void shouldBeTheSameBytesWheneverItsFilesAreTheSame() throws Exception {
        BundleArchive.Written first = write("first.tar.gz");
        for (BundleContent.Entry entry : entries) {
            Files.setLastModifiedTime(entry.file(), FileTime.from(TIME.plusSeconds(99)));
        }
        file("launcher", "#!/bin/sh\n", "rwxrwxr-x");

        BundleArchive.Written second = write("second.tar.gz");

        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(second.archive()).hasSameBinaryContentAs(first.archive());
    }

    @Test
    void shouldSayItsSizeAndItsSum() throws Exception {
        BundleArchive.Written written = write("bundle.tar.gz");

        byte[] bytes = Files.readAllBytes(written.archive());
        assertThat(written.bytes()).isEqualTo(bytes.length);
        assertThat(written.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void shouldLeaveNothingWhereWritingFails() throws Exception {
        Path archive = Files.createDirectory(folder.resolve("out")).resolve("bundle.tar.gz");
        Files.delete(entries.get(2).file());

        assertThatThrownBy(() -> new BundleArchive("amurwatch-9", TIME).write(archive, entries))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Can't write " + archive)
                .hasMessageContaining("Nothing of it is left");

        assertThat(archive.getParent()).isEmptyDirectory();
    }

    private BundleArchive.Written write(String name) {
        return new BundleArchive("amurwatch-9", TIME).write(folder.resolve(name), entries);
    }

    private Path unpack(BundleArchive.Written written) throws Exception {
        assertThat(run("tar", "-xpzf", written.archive().toString(), "-C", folder.toString()))
                .isEmpty();
        return folder.resolve("amurwatch-9");
    }

    private Path file(String name, String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static List<String> modes(Path top, String... paths) throws IOException {
        List<String> modes = new java.util.ArrayList<>();
        for (String path : paths) {
            modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(top.resolve(path))));
        }
        return modes;
    }

    /** What a command says, on both of its streams; it has to succeed. */
    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}

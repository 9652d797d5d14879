package org.amurwatch.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaStoreTest {

    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9
    };
    /** By sha256sum. */
    private static final String HASH = "a9a8ead152239240736800b6dfa80e3330d889d5b425d6d03314e9f38bc44b1e";

    @TempDir
    private Path folder;

    private Path source;
    private MediaStore store;

    @BeforeEach
    void write() throws IOException {
        source = Files.write(folder.resolve("IMG_0001.JPG"), PICTURE);
        store = new MediaStore(folder.resolve("media"));
    }

    private Optional<MediaStore.Kept> keep(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return store.keep(in);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void shouldKeepTheSameContentOnceUnderItsHash() throws IOException {
        MediaStore.Kept kept = keep(source).orElseThrow();
        Path file = store.find(kept.hash()).orElseThrow().file();
        FileTime longAgo = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(file, longAgo);

        assertThat(keep(Files.copy(source, folder.resolve("copy.png")))).contains(kept);

        assertThat(kept).isEqualTo(new MediaStore.Kept(HASH, MediaType.JPEG));
        assertThat(files()).containsExactly(file);
        assertThat(folder.resolve("media").relativize(file))
                .isEqualTo(Path.of(HASH.substring(0, 2), HASH.substring(2)));
        assertThat(Files.readAllBytes(file)).isEqualTo(PICTURE);
        assertThat(Files.getLastModifiedTime(file)).as("never written again").isEqualTo(longAgo);
    }

    @Test
    void shouldBeForItsOwnerAlone() throws IOException {
        Path file = store.find(keep(source).orElseThrow().hash()).orElseThrow().file();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (Path above = file.getParent(); !above.equals(folder); above = above.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(above)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void shouldKeepNothingElseAndLeaveNothingBehind() throws IOException {
        assertThat(keep(Files.writeString(folder.resolve("page.jpg"), "<html>")))
                .isEmpty();
        assertThat(keep(Files.write(folder.resolve("empty.jpg"), new byte[0]))).isEmpty();
        Path large = Files.write(folder.resolve("large.jpg"), PICTURE);
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(MediaStore.MOST_BYTES + 1);
        }
        assertThat(keep(large)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldKnowPicturesAndSoundsByTheirContent() {
        assertThat(MediaType.of(PICTURE)).contains(MediaType.JPEG);
        assertThat(MediaType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}))
                .contains(MediaType.PNG);
        assertThat(MediaType.of("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII)))
                .contains(MediaType.WAV);
        assertThat(MediaType.of("RIFF\0\0\0\0AVI LIST".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void shouldFindNothingByWhatIsNoHash() throws IOException {
        Files.write(folder.resolve("secret"), PICTURE);
        keep(source);

        for (String hash : List.of("", "..", "../secret", HASH.toUpperCase(Locale.ROOT), HASH + "0", "0".repeat(64))) {
            assertThat(store.find(hash)).as(hash).isEmpty();
        }
    }
}

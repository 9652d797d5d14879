package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.media.MediaStore;
import org.amurwatch.producer.camtrap.CamtrapPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that lie in a Camtrap DP package. */
class KeptPicturesTest {

    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog();
    private Path packageFolder;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        packageFolder = PackageFixture.full().folder(folder);
        kept = folder.resolve("kept");
        Files.createDirectories(packageFolder.resolve("media"));
        Files.write(packageFolder.resolve("media/3.jpg"), PICTURE);
        Files.write(folder.resolve("outside.jpg"), PICTURE);
    }

    private PackageRun.Result run(String m3, String m4) throws IOException {
        Files.writeString(
                packageFolder.resolve("media.csv"),
                "mediaID,deploymentID,filePath\nm1,d1,media/3.jpg\nm3,d1," + m3 + "\nm4,d1," + m4 + "\n");
        return PackageRun.into(log, CamtrapPackage.open(packageFolder), "park", folder, kept);
    }

    private List<String> hashes() {
        return log.of(PoachingAlert.class).stream()
                .flatMap(alert -> alert.getMedia().stream())
                .map(MediaReference::getContentHash)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void shouldKeepWhatLiesInThePackage() throws IOException {
        run("media/3.jpg", "https://example.org/4.jpg");

        assertThat(hashes()).hasSize(1).allSatisfy(hash -> assertThat(Files.readAllBytes(
                        new MediaStore(kept).find(hash).orElseThrow().file()))
                .isEqualTo(PICTURE));
    }

    @Test
    void shouldOpenNoFileOutsideOfIt() throws IOException {
        PackageRun.Result result =
                run("../outside.jpg", folder.resolve("outside.jpg").toString());

        assertThat(hashes()).isEmpty();
        assertThat(kept).doesNotExist();
        assertThat(result.notes())
                .anySatisfy(note -> assertThat(note).contains("could not be kept", "is not inside the package"));
    }
}

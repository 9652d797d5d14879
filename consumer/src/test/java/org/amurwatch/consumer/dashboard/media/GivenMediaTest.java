package org.amurwatch.consumer.dashboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.media.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenMediaTest {

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("media"), bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGiveNothingOfWhatTheCameraWroteBesideThePicture(boolean blurred) throws Exception {
        byte[] original = TestPictures.withPlace(TestPictures.jpeg(TestPictures.scene(800, 600)));
        Metadata written = JpegMetadataReader.readMetadata(new ByteArrayInputStream(original));
        assertThat(written.getDirectoriesOfType(GpsDirectory.class))
                .as("a reader finds the place in the original")
                .isNotEmpty();
        assertThat(text(original)).contains(TestPictures.SECRET, "Exif");

        for (byte[] given : List.of(
                GivenPicture.thumbnail(file(original), MediaType.JPEG, blurred),
                GivenPicture.whole(file(original), MediaType.JPEG, blurred))) {
            assertThat(text(given)).doesNotContain("kanarek", "Exif", "43.17", "xap");
            assertThat(JpegMetadataReader.readMetadata(new ByteArrayInputStream(given))
                            .getDirectoriesOfType(GpsDirectory.class))
                    .isEmpty();
            assertThat(TestPictures.read(given)).isNotNull();
        }
    }

    @Test
    void shouldKeepAThumbnailOfNoiseSmall() throws Exception {
        Path noisy = file(TestPictures.jpeg(TestPictures.noise(4_000, 3_000)));

        byte[] thumbnail = GivenPicture.thumbnail(noisy, MediaType.JPEG, false);

        assertThat(thumbnail).hasSizeLessThan(60_000).hasSizeGreaterThan(10_000);
        assertThat(TestPictures.read(thumbnail).getWidth()).isGreaterThanOrEqualTo(240);
    }

    @Test
    void shouldKeepTheShapeAndMakeNothingLarger() throws Exception {
        BufferedImage large = TestPictures.read(
                GivenPicture.whole(file(TestPictures.jpeg(TestPictures.scene(3_000, 1_500))), MediaType.JPEG, false));
        BufferedImage small = TestPictures.read(
                GivenPicture.whole(file(TestPictures.jpeg(TestPictures.scene(300, 100))), MediaType.JPEG, false));

        assertThat(large.getWidth()).isEqualTo(2_048);
        assertThat(large.getHeight()).isBetween(1_022, 1_026);
        assertThat(small.getWidth()).isEqualTo(300);
        assertThat(small.getHeight()).isEqualTo(100);
    }

    @Test
    void shouldBlurSoThatNoLineIsLeft() throws Exception {
        Path scene = file(TestPictures.jpeg(TestPictures.scene(960, 720)));

        BufferedImage clear = TestPictures.read(GivenPicture.whole(scene, MediaType.JPEG, false));
        BufferedImage blurred = TestPictures.read(GivenPicture.whole(scene, MediaType.JPEG, true));

        assertThat(contrast(clear)).isGreaterThan(200);
        assertThat(contrast(blurred)).as("all blocks have the same mean").isLessThan(40);
        assertThat(blurred.getWidth()).isEqualTo(clear.getWidth());
    }

    private static int contrast(BufferedImage image) {
        int[] green = new int[image.getWidth() * image.getHeight()];
        for (int i = 0; i < green.length; i++) {
            green[i] = image.getRGB(i % image.getWidth(), i / image.getWidth()) >> 8 & 0xff;
        }
        return Arrays.stream(green).max().orElseThrow()
                - Arrays.stream(green).min().orElseThrow();
    }

    @Test
    void shouldNotOpenWhatIsLargerThanMemory() throws Exception {
        assertThatThrownBy(() -> GivenPicture.thumbnail(file(TestPictures.bomb(60_000, 60_000)), MediaType.PNG, false))
                .isInstanceOf(UnusableMedia.class)
                .hasMessage(
                        "This picture has 3600 million points, and is not opened: at most 60 million can be shown.");
        Path progressive = file(TestPictures.jpeg(new BufferedImage(5_000, 4_000, BufferedImage.TYPE_BYTE_GRAY), true));
        assertThatThrownBy(() -> GivenPicture.thumbnail(progressive, MediaType.JPEG, false))
                .isInstanceOf(UnusableMedia.class)
                .hasMessageContaining("at most 16 million");
        assertThat(GivenPicture.thumbnail(
                        file(TestPictures.jpeg(new BufferedImage(5_000, 4_000, BufferedImage.TYPE_BYTE_GRAY))),
                        MediaType.JPEG,
                        false))
                .as("the same, point after point")
                .isNotEmpty();
    }

    @Test
    void shouldSayWhatCannotBeRead() throws Exception {
        byte[] whole = TestPictures.jpeg(TestPictures.scene(100, 100));
        for (byte[] broken : List.of(
                Arrays.copyOf(whole, 3), Arrays.copyOf(whole, 200), TestPictures.bomb(10, 10), new byte[] {1, 2, 3})) {
            MediaType type = broken.length > 3 && broken[1] == 'P' ? MediaType.PNG : MediaType.JPEG;
            assertThatThrownBy(() -> GivenPicture.thumbnail(file(broken), type, false))
                    .isInstanceOf(UnusableMedia.class)
                    .hasMessage("This picture can't be read.");
        }
    }

    @Test
    void shouldGiveTheSoundAloneOfARecording() throws Exception {
        byte[] sound = new byte[4_000];
        Arrays.fill(sound, (byte) 5);
        byte[] given;
        try (InputStream in = GivenSound.open(file(TestPictures.wave(sound)))) {
            given = in.readAllBytes();
        }

        assertThat(text(given)).startsWith("RIFF").doesNotContain("kanarek", "LIST", "guan");
        ByteBuffer wave = ByteBuffer.wrap(given).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wave.getInt(4)).isEqualTo(given.length - 8);
        assertThat(wave.getInt(24)).as("samples a second").isEqualTo(8_000);
        assertThat(wave.getInt(40)).isEqualTo(sound.length);
        assertThat(Arrays.copyOfRange(given, 44, given.length)).isEqualTo(sound);
    }

    @Test
    void shouldSayWhichRecordingCannotBeRead() throws Exception {
        byte[] cut = Arrays.copyOf(TestPictures.wave(new byte[100]), 40);
        assertThatThrownBy(() -> GivenSound.open(file(cut)))
                .isInstanceOf(UnusableMedia.class)
                .hasMessage("This recording can't be read.");
    }
}

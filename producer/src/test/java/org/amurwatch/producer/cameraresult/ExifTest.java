package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifTest {

    @Test
    void shouldReadTheTimeAndItsOffset() {
        assertThat(Exif.read(JpegFixture.withTime("2026:01:17 16:18:44")).time())
                .isEqualTo("2026:01:17 16:18:44");
        assertThat(Exif.read(JpegFixture.withOffset("2026:01:17 16:18:44", "+10:00"))
                        .time())
                .isEqualTo("2026:01:17 16:18:44+10:00");
    }

    @Test
    void shouldReadThePosition() {
        Exif exif = Exif.read(JpegFixture.withPosition("2026:01:17 16:18:44"));

        assertThat(exif.position()).isNotNull();
        assertThat(exif.position().latitude()).isCloseTo(43.5, within(1e-9));
        assertThat(exif.position().longitude()).isCloseTo(131.25, within(1e-9));
        assertThat(Exif.read(JpegFixture.withTime("2026:01:17 16:18:44")).position())
                .isNull();
    }

    @Test
    void shouldReadNothingOfWhatIsNoPicture() {
        assertThat(Exif.read(new byte[0])).isEqualTo(new Exif(null, null));
        assertThat(Exif.read("no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .time())
                .isNull();
    }

    /** Whatever a broken card makes of a picture, it is a picture without a time or with one, and no failure. */
    @Test
    void shouldSurviveBrokenPictures() {
        byte[] whole = JpegFixture.withPosition("2026:01:17 16:18:44");
        Random random = new Random(20_261_127);
        for (int i = 0; i < 5_000; i++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
            for (int j = random.nextInt(8); j > 0; j--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(Exif.read(broken)).isNotNull();
        }
    }
}

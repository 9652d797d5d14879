package org.amurwatch.consumer.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MapPictureTest {

    @Test
    void shouldShowNoMoreThanTheCell() throws IOException {
        byte[] here = new MapPicture(43.1250, 131.4567, false).png();

        assertThat(new MapPicture(43.1399, 131.4401, false).png()).isEqualTo(here);
        assertThat(new MapPicture(43.1401, 131.4567, false).png()).isNotEqualTo(here);
        assertThat(new MapPicture(43.1250, 131.4567, true).png()).isNotEqualTo(here);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(here));
        assertThat(image.getWidth()).isEqualTo(360);
        assertThat(here.length).isLessThan(20_000);
    }

    @Test
    void shouldMakeNoCellNarrowerThanTwoKilometres() {
        for (double latitude = -85; latitude <= 85; latitude += 0.37) {
            double edge = Math.abs(latitude) + MapPicture.CELL_LATITUDE;
            double metres = MapPicture.cellLongitude(latitude) * 111_195 * Math.cos(Math.toRadians(edge));
            assertThat(metres).as("at %s", latitude).isGreaterThan(1_990);
        }
        assertThat(MapPicture.CELL_LATITUDE * 111_195).isGreaterThan(2_000);
    }
}

package org.amurwatch.producer.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amurwatch.failure.CommandFailure;

/** Whatever a track file holds, each point of it is one on the Earth, or a sentence. */
class TrackFuzzTest {

    private static final TrackCells CELLS = new TrackCells(Instant.parse("2026-01-17T00:00:00Z"));

    private static final class Checking implements TrackHandler {
        @Override
        public void point(TrackPoint point) {
            assertThat(Math.abs(point.latitude())).isLessThanOrEqualTo(90);
            assertThat(Math.abs(point.longitude())).isLessThanOrEqualTo(180);
            assertThat(point.at()).isBetween("1990-01-01T00:00:00Z", "2026-01-18T00:00:00Z");
        }

        @Override
        public void rejected(long row, String reason) {
            assertThat(row).isPositive();
            assertThat(reason).isNotBlank();
        }
    }

    @FuzzTest
    void shouldReadGpxOrSayWhy(byte[] file) {
        try {
            new GpxTrack(CELLS, "north").read(new ByteArrayInputStream(file), new Checking());
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).startsWith("It is no GPX");
        }
    }

    @FuzzTest
    void shouldReadCsvOrSayWhy(byte[] file) {
        try {
            new CsvTrack(CELLS, null)
                    .read(
                            new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8),
                            new Checking());
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).startsWith("The file ");
        }
    }
}

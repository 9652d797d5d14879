package org.amurwatch.producer.camtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.producer.table.UnusableRow;
import org.junit.jupiter.api.Test;

class CameraTimeTest {

    private static final ZoneId VLADIVOSTOK = ZoneId.of("Asia/Vladivostok");

    @Test
    void shouldReadLocalTimesInTheZone() throws UnusableRow {
        Instant expected = Instant.parse("2026-01-17T06:18:44Z");
        for (String text : List.of(
                "2026-01-17 16:18:44", "2026:01:17 16:18:44", "2026-01-17T16:18:44", "2026/01/17 16:18:44.500")) {
            assertThat(CameraTime.parse("timestamp", text, VLADIVOSTOK))
                    .as(text)
                    .isEqualTo(expected);
        }
        assertThat(CameraTime.parse("start", "2026-01-17 16:18", VLADIVOSTOK))
                .isEqualTo(Instant.parse("2026-01-17T06:18:00Z"));
    }

    @Test
    void shouldLetAStatedOffsetWin() throws UnusableRow {
        for (String text : List.of("2026:01:17 16:18:44+08:00", "2026-01-17T08:18:44Z", "2026-01-17 08:18:44 UTC")) {
            assertThat(CameraTime.parse("timestamp", text, VLADIVOSTOK))
                    .as(text)
                    .isEqualTo(Instant.parse("2026-01-17T08:18:44Z"));
            assertThat(CameraTime.statesOffset(text)).as(text).isTrue();
        }
        assertThat(CameraTime.statesOffset("2026-01-17 16:18:44")).isFalse();
    }

    @Test
    void shouldTakeAClockThatWasNeverSet() throws UnusableRow {
        assertThat(CameraTime.parse("timestamp", "1900-01-01 00:00:00", ZoneId.of("UTC")))
                .isEqualTo(Instant.parse("1900-01-01T00:00:00Z"));
    }

    @Test
    void shouldRefuseWhatIsNoTime() {
        for (String text : List.of(
                "",
                "yesterday",
                "2026-13-01 00:00:00",
                "2026-02-30 00:00:00",
                "17.01.2026 16:18",
                "0000:00:00 00:00:00",
                "2026-01-17 25:00:00",
                "2026-01-17 16:18:44+99:00")) {
            assertThatThrownBy(() -> CameraTime.parse("timestamp", text, VLADIVOSTOK))
                    .as(text)
                    .isInstanceOf(UnusableRow.class)
                    .hasMessageContaining("timestamp");
        }
        assertThatThrownBy(() -> CameraTime.parse("timestamp", "2026-01-17 16:18:44", null))
                .hasMessageContaining("has no zone");
    }

    @Test
    void shouldNameTheFiveMinutes() {
        assertThat(CameraTime.window(Instant.parse("2026-01-17T06:18:44Z"))).isEqualTo("20260117T0615Z");
        assertThat(CameraTime.window(Instant.parse("2026-01-17T06:20:00Z"))).isEqualTo("20260117T0620Z");
        assertThat(CameraTime.window(Instant.parse("1900-01-01T00:00:01Z"))).isEqualTo("19000101T0000Z");
    }
}

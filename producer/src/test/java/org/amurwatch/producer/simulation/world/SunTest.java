package org.amurwatch.producer.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SunTest {

    /** Vladivostok, as almanacs give it; 5 minutes allowed. */
    @ParameterizedTest
    @CsvSource({"2026-06-21, 5:33, 20:56", "2026-12-21, 8:40, 17:39", "2026-03-20, 7:16, 19:23"})
    void shouldRiseAndSetAsTheAlmanacSays(LocalDate date, String rise, String set) {
        Sun.Light light = new Sun(43.12, 131.89).on(date);
        assertThat(minutes(light.sunrise())).isCloseTo(minutes(rise), within(5L));
        assertThat(minutes(light.sunset())).isCloseTo(minutes(set), within(5L));
        assertThat(light.dark(light.sunrise() - 1)).isTrue();
        assertThat(light.dark(light.sunrise())).isFalse();
        assertThat(light.dark(light.sunset())).isTrue();
    }

    private static long minutes(long at) {
        return Instant.ofEpochSecond(at)
                        .atZone(ZoneId.of("Asia/Vladivostok"))
                        .toLocalTime()
                        .toSecondOfDay()
                / 60;
    }

    private static long minutes(String time) {
        String[] parts = time.split(":");
        return Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1]);
    }
}

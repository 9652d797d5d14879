package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "...",
                ".....",
                "..x",
                ".a..b",
                "a..b",
                "../IMG 1.JPG",
                "~home",
                "/etc/x",
                "C:\\x",
                "тигр",
                "*"
            })
    void shouldNameAFileThatLiesInItsFolderOnAnySystem(String name) {
        assertThat(Texts.fileName(name))
                .matches("[A-Za-z0-9_%+-][A-Za-z0-9_%+.-]*")
                .doesNotContain("..");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T20:00:00.999Z, 2026-03-03T20:00:00Z, 2026-03-03",
        // A default of some programs, with the time zone of the Far East.
        "0000-12-31T14:00:00Z, 0001-01-01T00:00:00Z, 0001-01-01",
        "-0001-12-31T14:00:00Z, 0001-01-01T00:00:00Z, 0001-01-01",
        "+10000-01-01T04:59:59Z, 9999-12-31T23:59:59Z, 9999-12-31"
    })
    void shouldWriteYearsOfFourDigits(Instant time, String seconds, String day) {
        assertThat(Texts.seconds(time)).isEqualTo(seconds);
        assertThat(Texts.day(time)).isEqualTo(day);
    }
}

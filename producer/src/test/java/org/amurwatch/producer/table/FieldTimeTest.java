package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020-05-30T02:57:37Z, 2020-05-30T02:57:37Z",
        "2020-05-30T04:57:37+02:00, 2020-05-30T02:57:37Z",
        "2020-05-30T04:57:37+0200, 2020-05-30T02:57:37Z",
        "2020-05-29T21:57:37-05, 2020-05-30T02:57:37Z",
        "2020-05-30 02:57:37Z, 2020-05-30T02:57:37Z",
        "2020-05-30T02:57:37.1239Z, 2020-05-30T02:57:37.123Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z"
    })
    void shouldReadTimesWithAnOffset(String text, String instant) throws UnusableRow {
        assertThat(FieldTime.parse("eventStart", text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-05-30T02:57:37",
                "2020-05-30",
                "2025-02-30T02:57:37Z",
                "2025-02-30T02:57:37.5Z",
                "2025-13-01T02:57:37Z",
                "2025-01-01T24:57:37Z",
                "2025-01-01T02:60:37+01:00",
                "2025-01-01T02:57:37*01:00",
                "2025-01-01T0a:57:37Z",
                "30/05/2020 02:57"
            })
    void shouldRefuseOtherTexts(String text) {
        assertThatThrownBy(() -> FieldTime.parse("eventStart", text))
                .isInstanceOf(UnusableRow.class)
                .hasMessageStartingWith("eventStart '" + text + "' is no time with a zone");
        assertThat(FieldTime.parseOrNull(text)).isNull();
    }

    @Test
    void shouldReadAnyTimeAsJavaDoes() throws UnusableRow {
        long seed = new Random().nextLong();
        System.out.println("FieldTimeTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            OffsetDateTime time = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L))
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 14 * 60) - 14 * 60)));
            String text = time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX"));
            assertThat(FieldTime.parse("t", text)).as("seed %d: %s", seed, text).isEqualTo(time.toInstant());
        }
    }
}

package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** A time is one that Java's own reader finds too, or a sentence. */
class FieldTimeFuzzTest {

    @FuzzTest
    void shouldReadATimeOrSayWhy(byte[] cell) {
        String text = new String(cell, StandardCharsets.UTF_8);
        try {
            Instant read = FieldTime.parse("eventStart", text);
            assertThat(Instant.ofEpochMilli(read.toEpochMilli())).isEqualTo(read);
            try {
                assertThat(read)
                        .isEqualTo(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
            } catch (DateTimeParseException e) {
                // We take more forms than it does.
            }
        } catch (UnusableRow e) {
            assertThat(e.reason()).hasSizeLessThan(200).startsWith("eventStart ");
        }
    }
}

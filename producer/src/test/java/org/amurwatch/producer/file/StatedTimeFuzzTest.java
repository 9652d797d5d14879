package org.amurwatch.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What somebody states is a time to the millisecond, or a sentence. */
class StatedTimeFuzzTest {

    @FuzzTest
    void shouldReadATimeOrSayWhy(byte[] stated) {
        String text = new String(stated, StandardCharsets.UTF_8);
        try {
            Instant at = StatedTime.parse(text);
            assertThat(Instant.ofEpochMilli(at.toEpochMilli())).isEqualTo(at);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}

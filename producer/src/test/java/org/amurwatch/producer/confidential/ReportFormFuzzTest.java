package org.amurwatch.producer.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amurwatch.failure.CommandFailure;

/** Whatever is typed, it is a form or a sentence that cites nothing of it. */
class ReportFormFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44Z");

    /** No word of ours, so that it is in no sentence by itself. */
    private static final String SECRET = "qzwxq";

    @FuzzTest
    void shouldReadAFormOrSayWhyWithoutCitingIt(byte[] typed) {
        String text = new String(typed, StandardCharsets.UTF_8).replace("oak-7", SECRET);
        try {
            ReportForm form = ReportForm.parse(text, NOW);
            assertThat(Math.abs(form.exact().getLatitude())).isLessThanOrEqualTo(90);
            assertThat(form.informant()).isNotBlank();
            assertThat(form.toString()).doesNotContain(SECRET);
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).doesNotContain(SECRET).hasSizeLessThan(3_000);
        }
    }
}

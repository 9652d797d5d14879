package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShownProgressTest {

    private final StringWriter out = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();

    private void halfOf2560InTenSeconds(boolean terminal) {
        ShownProgress progress = new ShownProgress(new PrintWriter(out), terminal, nanos::get);
        progress.begin("Comparing", 2_560);
        for (int i = 1; i <= 1_280; i++) {
            nanos.set(Duration.ofSeconds(10).toNanos() * i / 1_280);
            progress.advance();
        }
    }

    @Test
    void shouldDrawABarWithRateAndRemainingTimeOnATerminal() {
        halfOf2560InTenSeconds(true);

        assertThat(out.toString())
                .endsWith(
                        "\rComparing                [###############...............]  50 % 1,280, 128 a second, 10 s left\u001b[K");
    }

    @Test
    void shouldWriteALineNowAndThenElsewhere() {
        halfOf2560InTenSeconds(false);

        assertThat(out.toString()).doesNotContain("\r").doesNotContain("\u001b");
        assertThat(out.toString().lines())
                .containsExactly("Comparing                 50 % 1,280, 128 a second, 10 s left");
    }
}

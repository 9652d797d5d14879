package org.amurwatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final StopSignal stop = new StopSignal();

    @Test
    void shouldRestWhileNobodyAsksItToEnd() {
        assertThat(stop.rest(Duration.ofMillis(5))).isFalse();
        assertThat(stop.isRaised()).isFalse();
    }

    @Test
    void shouldEndARestThatHasBegunAndEveryOneAfter() throws Exception {
        CompletableFuture<Boolean> rest = CompletableFuture.supplyAsync(() -> stop.rest(LONG));
        stop.raise();

        assertThat(rest.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(stop.rest(LONG)).isTrue();
        assertThat(stop.isRaised()).isTrue();
    }

    @Test
    void shouldTakeAnInterruptionForTheSame() {
        Thread.currentThread().interrupt();

        assertThat(stop.rest(LONG)).isTrue();
        assertThat(stop.isRaised()).isTrue();
        assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    }
}

package org.amurwatch.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    private final RestartBudget budget = new RestartBudget(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void shouldBeSpentAfterFiveRestartsAndFillUpWithTime() {
        for (int restart = 0; restart < RestartBudget.RESTARTS; restart++) {
            assertThat(budget.spend()).isTrue();
            now = now.plusSeconds(1);
        }
        assertThat(budget.spend()).isFalse();

        now = now.plus(Duration.ofMinutes(10)).minusSeconds(4);
        assertThat(budget.spend()).as("the first has been forgotten").isTrue();
        assertThat(budget.spend()).as("the second has not").isFalse();
    }
}

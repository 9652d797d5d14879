package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OccasionsTest {

    private static final ZoneId VLADIVOSTOK = ZoneId.of("Asia/Vladivostok");

    private final Occasions occasions =
            new Occasions(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-12"), 5, VLADIVOSTOK);

    private OptionalInt at(String local) {
        return occasions.of(Instant.parse(local + ":00Z").minusSeconds(10 * 3_600));
    }

    @Test
    void shouldCountWholeOccasionsAlone() {
        assertThat(occasions.count()).isEqualTo(2);
        assertThat(at("2026-03-11T11:59")).hasValue(1);
        assertThat(at("2026-03-11T12:00")).isEmpty();
    }

    @Test
    void shouldLetANightGoFromNoonToNoon() {
        assertThat(at("2026-03-01T11:59")).isEmpty();
        assertThat(at("2026-03-01T12:00")).hasValue(0);
        assertThat(at("2026-03-06T11:59")).hasValue(0);
        assertThat(at("2026-03-06T12:00")).hasValue(1);
    }

    @Test
    void shouldCountTheMidnightsThatACameraWasThere() {
        // Midnight in Vladivostok is 14:00 in UTC.
        Instant start = Instant.parse("2026-03-02T14:00:00Z");

        assertThat(occasions.watched(start, start)).hasToString("{1}");
        assertThat(occasions.watched(start.plusSeconds(1), Instant.parse("2026-03-05T13:59:59Z")))
                .hasToString("{2, 3}");
        assertThat(occasions
                        .watched(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))
                        .cardinality())
                .isEqualTo(10);
    }

    @Test
    void shouldRefuseAPeriodThatHoldsNoOccasion() {
        assertThatThrownBy(() ->
                        new Occasions(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-05"), 5, VLADIVOSTOK))
                .hasMessageContaining("no occasion of 5 nights");
    }
}

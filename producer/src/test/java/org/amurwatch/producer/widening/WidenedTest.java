package org.amurwatch.producer.widening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidenedTest {

    private static final Position PLACE =
            Position.newBuilder().setLatitude(43.1).setLongitude(131.4).build();

    private static Territory square(String id, String zone, double halfDegrees) {
        double south = 43.1 - halfDegrees;
        double north = 43.1 + halfDegrees;
        double west = 131.4 - halfDegrees;
        double east = 131.4 + halfDegrees;
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId("s")
                .setTimeZone(zone)
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(south, west),
                        new Vertex(south, east),
                        new Vertex(north, east),
                        new Vertex(north, west),
                        new Vertex(south, west))))))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-17T00:00:00Z, 2026-01-16T14:00:00Z, 2026-01-17T02:00:00Z",
        "2026-01-17T01:59:59.999Z, 2026-01-16T14:00:00Z, 2026-01-17T02:00:00Z",
        "2026-01-17T02:00:00Z, 2026-01-17T02:00:00Z, 2026-01-17T14:00:00Z",
        "2026-01-17T13:59:59Z, 2026-01-17T02:00:00Z, 2026-01-17T14:00:00Z",
    })
    void shouldWidenTheTimeToHalfADayOfTheTerritory(String at, String from, String until) {
        Widened widened = Widened.of(
                PLACE, Instant.parse(at), List.of(square("big", "UTC", 1), square("own", "Asia/Vladivostok", 0.1)));
        assertThat(widened.observedAt()).isEqualTo(from);
        assertThat(widened.observedUntil()).isEqualTo(until);
        assertThat(widened.staysInItsTerritory()).isTrue();
    }

    /** In 2026 the clocks of Santiago go from midnight to one o'clock on 6 September. */
    @Test
    void shouldBeginAtTheFirstMomentOfADayThatHasNoMidnight() {
        Widened widened = Widened.of(
                PLACE, Instant.parse("2026-09-06T06:00:00Z"), List.of(square("own", "America/Santiago", 0.1)));
        assertThat(widened.observedAt()).isEqualTo("2026-09-06T04:00:00Z");
        assertThat(widened.observedUntil()).isEqualTo("2026-09-06T15:00:00Z");
    }

    @Test
    void shouldTakeHalfDaysOfUtcOutsideAllTerritoriesAndWhereTheTerritoryIsRetired() {
        Territory retired = square("own", "Asia/Vladivostok", 0.1);
        retired.setRetired(true);
        Widened widened = Widened.of(PLACE, Instant.parse("2026-01-17T00:30:00Z"), List.of(retired));
        assertThat(widened.observedAt()).isEqualTo("2026-01-17T00:00:00Z");
        assertThat(widened.observedUntil()).isEqualTo("2026-01-17T12:00:00Z");
        assertThat(widened.staysInItsTerritory()).isTrue();
    }

    @Test
    void shouldSayThatTheMiddleOfTheCellLiesElsewhere() {
        assertThat(Widened.of(PLACE, Instant.parse("2026-01-17T00:00:00Z"), List.of(square("tiny", "UTC", 0.0001)))
                        .staysInItsTerritory())
                .isFalse();
    }

    @Test
    void shouldPageAsOfTheHourInWhichItWasTold() {
        Instant now = Instant.parse("2026-01-17T05:43:21Z");
        Widened widened = Widened.of(PLACE, Instant.parse("2026-01-17T03:12:34Z"), List.of());
        assertThat(widened.holds(now)).isTrue();
        assertThat(widened.toldAtOnce(now).observedAt()).isEqualTo("2026-01-17T05:00:00Z");
        assertThat(widened.holds(Instant.parse("2026-01-17T12:00:00Z"))).isFalse();
    }
}

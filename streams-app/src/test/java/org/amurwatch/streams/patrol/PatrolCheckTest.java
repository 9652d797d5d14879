package org.amurwatch.streams.patrol;

import static org.amurwatch.streams.patrol.Positions.TEN;
import static org.amurwatch.streams.patrol.Positions.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.junit.jupiter.api.Test;

class PatrolCheckTest {

    private static void refused(PatrolPosition position, String key, String sentence) {
        assertThatThrownBy(() -> PatrolCheck.checked(position, key, TEN))
                .isInstanceOfSatisfying(UnusablePosition.class, refused -> assertThat(refused.reason())
                        .isEqualTo(DeadLetterReason.INVALID))
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldRefuseWhatNoPositionCanBe() {
        refused(north(TEN, 60).setTeamId(" ").build(), " ", "names its team");
        refused(north(TEN, 60).build(), "south", "expected 'north', got 'south'");
        refused(north(TEN, 60).setPosition(new Position(90.1, 131.4, null)).build(), "north", "-90 to 90");
        refused(north(TEN, 60).setPosition(new Position(43.1, Double.NaN, null)).build(), "north", "-180 to 180");
        refused(north(TEN, 60).setPosition(new Position(43.1, 131.4, -1.0)).build(), "north", "0 metres or more");
        refused(north(TEN, 0).build(), "north", "within 1 to 10080 minutes");
        refused(north(TEN, 10_081).build(), "north", "within 1 to 10080 minutes");
    }

    @Test
    void shouldTakeALiveOneWithABrokenClockAtTheTimeReceived() {
        Instant edge = TEN.plus(Duration.ofMinutes(5));
        PatrolPosition atTheEdge = north(edge, 60).build();
        assertThat(PatrolCheck.checked(atTheEdge, "north", TEN)).isSameAs(atTheEdge);

        assertThat(PatrolCheck.checked(north(edge.plusMillis(1), 60).build(), "north", TEN)
                        .getAt())
                .isEqualTo(TEN);
        assertThat(PatrolCheck.checked(north(Instant.EPOCH, 60).build(), "north", TEN)
                        .getAt())
                .isEqualTo(TEN);
    }

    @Test
    void shouldRefuseATrackWithABrokenClock() {
        refused(north(TEN.plusSeconds(301), null).setLive(false).build(), "north", "Set the tracker's clock");
        refused(north(Instant.EPOCH, null).setLive(false).build(), "north", "after 1990");
    }
}

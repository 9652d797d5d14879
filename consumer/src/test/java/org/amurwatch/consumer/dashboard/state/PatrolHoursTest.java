package org.amurwatch.consumer.dashboard.state;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.at;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.junit.jupiter.api.Test;

class PatrolHoursTest {

    /** Vladivostok is ten hours ahead of UTC. */
    private static final Territory PAD = territory("pad", "khasan", 43.0, 131.3);

    private static final Position INSIDE = new Position(43.05, 131.45, null);
    private static final Position ELSEWHERE = new Position(10.0, 10.0, null);
    private static final Instant TEN = Instant.parse("2026-01-17T10:00:00Z");

    private final PatrolHours hours = new PatrolHours(Duration.ofDays(30));

    private List<PatrolDay> days() {
        return hours.between(PAD, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), team -> true);
    }

    private void minutes(String team, Instant begin, int from, int to, Position position) {
        for (int minute = from; minute < to; minute++) {
            hours.add(at(team, begin.plusSeconds(60L * minute), position));
        }
    }

    @Test
    void shouldCountAnHourOnceHoweverOftenATrackerSpeaksAndInWhateverOrder() {
        minutes("north", TEN, 30, 90, INSIDE);
        minutes("north", TEN, 0, 60, INSIDE);
        minutes("north", TEN, 30, 90, INSIDE);

        assertThat(days()).containsExactly(new PatrolDay(LocalDate.of(2026, 1, 17), 2, Set.of("north")));
    }

    @Test
    void shouldSumTeamsByLocalDay() {
        hours.add(at("north", TEN, INSIDE));
        hours.add(at("south", TEN, INSIDE));
        hours.add(at("south", TEN.plus(Duration.ofHours(4)), INSIDE));

        assertThat(days())
                .as("14:00 UTC is the next day there")
                .containsExactly(
                        new PatrolDay(LocalDate.of(2026, 1, 17), 2, Set.of("north", "south")),
                        new PatrolDay(LocalDate.of(2026, 1, 18), 1, Set.of("south")));
        assertThat(hours.between(PAD, LocalDate.of(2026, 1, 17), LocalDate.of(2026, 1, 17), "north"::equals))
                .as("one team and one day alone")
                .containsExactly(new PatrolDay(LocalDate.of(2026, 1, 17), 1, Set.of("north")));
    }

    @Test
    void shouldCountWhereATeamWasFirstInAnHourAndNothingOutside() {
        hours.add(at("north", TEN.plusSeconds(1_200), INSIDE));
        hours.add(at("north", TEN.plusSeconds(60), ELSEWHERE));

        assertThat(days()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsTooOld() {
        hours.add(at("north", TEN, INSIDE));

        hours.expire(NOW.plus(Duration.ofDays(31)));

        assertThat(days()).isEmpty();
    }
}

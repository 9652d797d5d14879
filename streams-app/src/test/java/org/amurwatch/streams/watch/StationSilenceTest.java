package org.amurwatch.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StationSilenceTest {

    private static final int STATIONS = 60;
    private static final int WINDOW_HOURS = 60 * 24;
    private static final int HOURS = WINDOW_HOURS + 365 * 24;

    private final long seed = Long.getLong("amurwatch.test.seed", 20_261_126L);

    /**
     * How healthy stations are heard of: visits by the hour, and how many more pictures each brings within three hours.
     *
     * <p>{@code mostDays}: so long a silence may last on average until it is told, in days.
     */
    private enum Rhythm {
        EVERY_OTHER_DAY(hour -> 0.5 / 24, 0, 15),
        ONCE_A_DAY(hour -> 1.0 / 24, 0, 8),
        FIVE_TIMES_A_DAY(hour -> 5.0 / 24, 0, 2.1),
        /** A visit in most nights, of one to three pictures. */
        BY_NIGHT(hour -> hour % 24 < 10 ? 0.1 : 0, 2, 8),
        IN_FEW_NIGHTS(hour -> hour % 24 < 10 ? 0.05 : 0, 2, 14.5),
        /** Two a day in summer, one every other day in winter. */
        WITH_THE_SEASON(hour -> (1.25 + 0.75 * Math.cos(2 * Math.PI * hour / 24 / 365)) / 24, 0, 8);

        private final DoubleUnaryOperator visitsPerHour;
        private final int mostMore;
        private final double mostDays;

        Rhythm(DoubleUnaryOperator visitsPerHour, int mostMore, double mostDays) {
            this.visitsPerHour = visitsPerHour;
            this.mostMore = mostMore;
            this.mostDays = mostDays;
        }

        List<Integer> hours(Random random) {
            TreeSet<Integer> hours = new TreeSet<>();
            for (int hour = 0; hour < HOURS; hour++) {
                if (random.nextDouble() < 1 - Math.exp(-visitsPerHour.applyAsDouble(hour))) {
                    hours.add(hour);
                    for (int more = random.nextInt(mostMore + 1); more > 0; more--) {
                        hours.add(hour + random.nextInt(4));
                    }
                }
            }
            return List.copyOf(hours);
        }
    }

    @ParameterizedTest
    @EnumSource(Rhythm.class)
    void shouldCallAHealthyStationSilentLessThanOnceAYear(Rhythm rhythm) {
        Random random = new Random(seed);
        int silences = 0;
        double limits = 0;
        int watched = 0;
        for (int station = 0; station < STATIONS; station++) {
            List<Integer> hours = rhythm.hours(random);
            for (int i = 1; i + 1 < hours.size(); i++) {
                if (hours.get(i) >= WINDOW_HOURS) {
                    int gap = hours.get(i + 1) - hours.get(i);
                    double limit = Math.max(24, StationSilence.usualHours(gaps(hours, i)));
                    silences += gap > limit ? 1 : 0;
                    limits += limit * gap;
                    watched += gap;
                }
            }
        }
        double days = limits / watched / 24;
        double perYear = silences / (watched / (365.0 * 24));
        System.out.printf(
                "StationSilenceTest seed %d %s: %.2f silences a year, told after %.1f days%n",
                seed, rhythm, perYear, days);
        assertThat(perYear).as("false silences per station-year").isLessThan(1);
        assertThat(days).as("days until a true silence is told").isLessThan(rhythm.mostDays);
    }

    private static List<Long> gaps(List<Integer> hours, int last) {
        List<Long> gaps = new ArrayList<>();
        for (int i = last; i > 0 && hours.get(last) - hours.get(i - 1) < WINDOW_HOURS; i--) {
            gaps.add((long) hours.get(i) - hours.get(i - 1));
        }
        return gaps;
    }

    @Test
    void shouldNeverCallSilenceWhatAStationHasDoneLately() {
        List<Long> gaps = new ArrayList<>(List.of(300L));
        for (int i = 0; i < 200; i++) {
            gaps.add(3L);
        }
        assertThat(StationSilence.usualHours(gaps)).isEqualTo(300);
    }

    @Test
    void shouldGiveTimeToAStationOfWhichLittleIsKnown() {
        // Known for a day: a gap as long as two years is one in 730.
        assertThat(StationSilence.usualHours(List.of(24L))).isCloseTo(24 * 729.0, within(0.001));
        // Eight pauses of 180 hours, each 168 beyond half a day, in 1,440 hours.
        List<Long> eight = Collections.nCopies(8, 180L);
        assertThat(StationSilence.usualHours(eight))
                .isCloseTo(12 + 8 * 168 * (Math.pow(100, 1 / 8.0) - 1), within(0.001));
    }
}

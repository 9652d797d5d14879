package org.amurwatch.consumer.dashboard.state;

import static org.amurwatch.consumer.dashboard.ParkRecords.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.amurwatch.consumer.dashboard.state.ParkItem.SubjectWeek;
import org.junit.jupiter.api.Test;

class DaysTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 17);

    private final Days days = new Days(400);

    private void put(int daysAgo, String species, int detections) {
        days.put(day("pad", "khasan", TODAY.minusDays(daysAgo), species, detections, 10));
    }

    @Test
    void shouldTellTheWeekBesideWhatIsUsual() {
        for (int ago = 0; ago < 7; ago++) {
            put(ago, "Sus scrofa", 3);
        }
        // Half of the year before is known; half of those days had one.
        for (int ago = 7; ago < 7 + 182; ago++) {
            put(ago, "Sus scrofa", ago % 2);
        }

        assertThat(days.week("pad", TODAY))
                .extracting(SubjectWeek::subject, SubjectWeek::detections, SubjectWeek::usual)
                .containsExactly(tuple("Sus scrofa", 21L, 3.5));
    }

    @Test
    void shouldNotCallUsualWhatIsKnownOfLessThanFourWeeks() {
        put(0, "Sus scrofa", 1);
        for (int ago = 7; ago < 7 + 27; ago++) {
            put(ago, "Sus scrofa", 1);
        }
        assertThat(days.week("pad", TODAY)).extracting(SubjectWeek::usual).containsOnlyNulls();

        put(7 + 27, "Sus scrofa", 1);
        assertThat(days.week("pad", TODAY)).extracting(SubjectWeek::usual).containsExactly(7.0);
    }

    @Test
    void shouldTellOfWhatIsUsualAndDidNotComeButNotOfWhatIsRare() {
        for (int ago = 7; ago < 7 + 70; ago++) {
            put(
                    ago,
                    ago % 7 == 0 ? "Sus scrofa" : ago == 8 ? "Panthera tigris" : "Cervus nippon",
                    ago % 7 == 0 ? 1 : ago == 8 ? 1 : 0);
        }

        assertThat(days.week("pad", TODAY))
                .as("once a week is usual, once in ten weeks is not")
                .extracting(SubjectWeek::subject, SubjectWeek::detections, SubjectWeek::usual)
                .containsExactly(tuple("Sus scrofa", 0L, 1.0));
    }
}

package org.amurwatch.streams.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.junit.jupiter.api.Test;

class DayComparisonTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void shouldFindNothingWhereDaysSayTheSame() {
        TerritoryDay day = day("a", 5, count("Panthera pardus", 2, 3));

        assertThat(DayComparison.differences(Map.of("a/2026-03-01", day), Map.of("a/2026-03-01", day)))
                .isEmpty();
    }

    @Test
    void shouldNameEachFigureThatDiffers() {
        TerritoryDay before = day("a", 5, count("Panthera pardus", 2, 3), count("Sus scrofa", 1, 7));
        TerritoryDay now = day("a", 6, count("Panthera pardus", 2, 4), count("Sus scrofa", 1, 7));

        assertThat(DayComparison.differences(Map.of("a/2026-03-01", before), Map.of("a/2026-03-01", now)))
                .containsExactly(
                        new DayDifference("a", DAY, "effort", "", "stationNights", 5L, 6L),
                        new DayDifference("a", DAY, "sighting", "Panthera pardus", "animals", 3L, 4L));
    }

    @Test
    void shouldTellAMovedEventAtBothPlaces() {
        TerritoryDay day = day("a", null, count("Panthera pardus", 1, 1));
        TerritoryDay moved = day("b", null, count("Panthera pardus", 1, 1));

        assertThat(DayComparison.differences(Map.of("a/2026-03-01", day), Map.of("b/2026-03-01", moved)))
                .containsExactly(
                        new DayDifference("a", DAY, "sighting", "Panthera pardus", "animals", 1L, null),
                        new DayDifference("a", DAY, "sighting", "Panthera pardus", "detections", 1L, null),
                        new DayDifference("b", DAY, "sighting", "Panthera pardus", "animals", null, 1L),
                        new DayDifference("b", DAY, "sighting", "Panthera pardus", "detections", null, 1L));
    }

    @Test
    void shouldTellNoEffortFromNoneKnown() {
        assertThat(DayComparison.differences(Map.of("a/x", day("a", null)), Map.of("a/x", day("a", 0))))
                .containsExactly(new DayDifference("a", DAY, "effort", "", "stationNights", null, 0L));
    }

    private static TerritoryDay day(String territory, Integer stationNights, SubjectCount... counts) {
        return TerritoryDay.newBuilder()
                .setTerritoryId(territory)
                .setSectorId("sector")
                .setDate(DAY)
                .setTimeZone("Asia/Vladivostok")
                .setCounts(List.of(counts))
                .setStationNights(stationNights)
                .build();
    }

    private static SubjectCount count(String subject, long detections, long animals) {
        return SubjectCount.newBuilder()
                .setType(SubjectType.SIGHTING)
                .setSubject(subject)
                .setDetections(detections)
                .setAnimals(animals)
                .build();
    }
}

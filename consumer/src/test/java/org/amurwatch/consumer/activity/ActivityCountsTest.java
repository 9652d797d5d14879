package org.amurwatch.consumer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TerritoryDay;
import org.junit.jupiter.api.Test;

class ActivityCountsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

    private static TerritoryDay day(String territory, LocalDate date, Integer stationNights, SubjectCount... counts) {
        return TerritoryDay.newBuilder()
                .setTerritoryId(territory)
                .setSectorId("s")
                .setDate(date)
                .setTimeZone("UTC")
                .setStationNights(stationNights)
                .setCounts(List.of(counts))
                .build();
    }

    private static SubjectCount sighting(String name, long detections, long animals) {
        return count(SubjectType.SIGHTING, name, detections, animals);
    }

    private static SubjectCount count(SubjectType type, String name, long detections, long animals) {
        return SubjectCount.newBuilder()
                .setType(type)
                .setSubject(name)
                .setEvents(detections)
                .setDetections(detections)
                .setAnimals(animals)
                .build();
    }

    @Test
    void shouldTakeTheEffortOfAllDaysAndNotOnlyOfThoseWithDetections() {
        List<TerritoryDay> days = List.of(
                day("a", MONDAY, 4, sighting("Sus scrofa", 3, 7)),
                day("a", MONDAY.plusDays(1), 4),
                day("a", MONDAY.plusDays(2), null, sighting("Sus scrofa", 1, 1)),
                day("b", MONDAY, 2, sighting("Sus scrofa", 2, 2)));

        assertThat(ActivityCounts.of(days, Grouping.TERRITORY))
                .containsExactly(
                        row("a", null, "Sus scrofa", 4, 8, 8L, 50.0), row("b", null, "Sus scrofa", 2, 2, 2L, 100.0));
        assertThat(ActivityCounts.of(days, Grouping.TOTAL))
                .containsExactly(row(null, null, "Sus scrofa", 6, 10, 10L, 60.0));
        assertThat(ActivityCounts.of(days, Grouping.DAY))
                .containsExactly(
                        row("a", MONDAY, "Sus scrofa", 3, 7, 4L, 75.0),
                        row("b", MONDAY, "Sus scrofa", 2, 2, 2L, 100.0),
                        row("a", MONDAY.plusDays(2), "Sus scrofa", 1, 1, null, null));
    }

    private static ActivityRow row(
            String territory, LocalDate day, String subject, long detections, long animals, Long nights, Double rate) {
        return new ActivityRow(
                new ActivityRow.Scope(territory, day),
                SubjectType.SIGHTING,
                subject,
                detections,
                animals,
                nights,
                rate,
                null);
    }

    @Test
    void shouldKeepNoEffortApartFromNoneKnown() {
        ActivityRow unknown = only(day("a", MONDAY, null, sighting("x", 1, 1)));
        ActivityRow none = only(day("a", MONDAY, 0, sighting("x", 1, 1)));

        assertThat(unknown.stationNights()).isNull();
        assertThat(unknown.detectionsPer100StationNights()).isNull();
        assertThat(none.stationNights()).isZero();
        assertThat(none.detectionsPer100StationNights()).isNull();
    }

    private static ActivityRow only(TerritoryDay day) {
        return ActivityCounts.of(List.of(day), Grouping.TOTAL).get(0);
    }

    @Test
    void shouldShowTheUnclassifiedShareOfAllRows() {
        TerritoryDay first = day("a", MONDAY, 1, sighting("x", 1, 1));
        first.setRows(30);
        first.setUnclassified(10);
        TerritoryDay second = day("a", MONDAY.plusDays(1), 1);
        second.setRows(10);
        second.setUnclassified(10);

        assertThat(ActivityCounts.of(List.of(first, second), Grouping.TOTAL))
                .singleElement()
                .extracting(ActivityRow::unclassifiedShare)
                .isEqualTo(0.5);
    }

    @Test
    void shouldPutSightingsFirstThenMostDetectionsThenNames() {
        List<ActivityRow> rows = ActivityCounts.of(
                List.of(day(
                        "a",
                        MONDAY,
                        1,
                        count(SubjectType.POACHING_ALERT, "HUMAN_PRESENCE", 99, 99),
                        sighting("b", 2, 2),
                        sighting("a", 2, 2),
                        sighting("c", 3, 3),
                        sighting("only unverified", 0, 0))),
                Grouping.TERRITORY);

        assertThat(rows).extracting(ActivityRow::subject).containsExactly("c", "a", "b", "HUMAN_PRESENCE");
    }

    @Test
    void shouldSumAsASlowOracleDoesWhateverTheOrder() {
        long seed = new Random().nextLong();
        System.out.println("ActivityCountsTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<TerritoryDay> days = randomDays(random);
            for (Grouping grouping : Grouping.values()) {
                List<ActivityRow> rows = ActivityCounts.of(days, grouping);
                List<TerritoryDay> shuffled = new ArrayList<>(days);
                Collections.shuffle(shuffled, random);

                assertThat(ActivityCounts.of(shuffled, grouping)).isEqualTo(rows);
                rows.forEach(row -> assertAsCountedByHand(row, days));
                assertThat(rows.stream().mapToLong(ActivityRow::detections).sum())
                        .isEqualTo(days.stream()
                                .flatMap(day -> day.getCounts().stream())
                                .mapToLong(SubjectCount::getDetections)
                                .sum());
            }
        }
    }

    private static List<TerritoryDay> randomDays(Random random) {
        List<TerritoryDay> days = new ArrayList<>();
        for (String territory : List.of("a", "b", "outside/1")) {
            for (int i = 0; i < 4; i++) {
                List<SubjectCount> counts = new ArrayList<>();
                for (String name : List.of("x", "y", "z")) {
                    if (random.nextBoolean()) {
                        SubjectType type = SubjectType.values()[random.nextInt(2)];
                        counts.add(count(type, name, random.nextInt(4), random.nextInt(9)));
                    }
                }
                Integer nights = random.nextInt(3) == 0 ? null : random.nextInt(5);
                TerritoryDay day = day(territory, MONDAY.plusDays(i), nights, counts.toArray(new SubjectCount[0]));
                day.setRows(random.nextInt(50));
                day.setUnclassified(day.getRows() / 2);
                days.add(day);
            }
        }
        return days;
    }

    private static void assertAsCountedByHand(ActivityRow row, List<TerritoryDay> days) {
        long detections = 0;
        long animals = 0;
        Long nights = null;
        long rows = 0;
        long unclassified = 0;
        for (TerritoryDay day : days) {
            String territory = row.scope().territory();
            if ((territory != null && !territory.equals(day.getTerritoryId()))
                    || (row.scope().day() != null && !row.scope().day().equals(day.getDate()))) {
                continue;
            }
            for (SubjectCount count : day.getCounts()) {
                if (count.getType() == row.type() && count.getSubject().equals(row.subject())) {
                    detections += count.getDetections();
                    animals += count.getAnimals();
                }
            }
            if (day.getStationNights() != null) {
                nights = (nights == null ? 0L : nights) + day.getStationNights();
            }
            rows += day.getRows();
            unclassified += day.getUnclassified();
        }
        assertThat(row.detections()).isEqualTo(detections).isPositive();
        assertThat(row.animals()).isEqualTo(animals);
        assertThat(row.stationNights()).isEqualTo(nights);
        assertThat(row.detectionsPer100StationNights())
                .isEqualTo(nights == null || nights == 0 ? null : (Double) (detections * 100.0 / nights));
        assertThat(row.unclassifiedShare()).isEqualTo(rows == 0 ? null : (Double) ((double) unclassified / rows));
    }
}

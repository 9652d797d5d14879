package org.amurwatch.streams.activity;

import static org.amurwatch.streams.activity.Events.deployment;
import static org.amurwatch.streams.activity.Events.located;
import static org.amurwatch.streams.activity.Events.placement;
import static org.amurwatch.streams.activity.Events.sighting;
import static org.amurwatch.streams.activity.Events.tally;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.TerritoryDay;
import org.junit.jupiter.api.Test;

class EffortTest {

    private static final String PARK = "kedrovaya";
    private static final Placement PLACE = placement(PARK, "Asia/Vladivostok");

    private final MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(Purpose.ACTUAL));

    @Test
    void shouldCountANightForEachLocalMidnightPassed() {
        // 10 June 12:00 to 13 June 12:00 in Vladivostok.
        add(deployment("d1", "A", "2025-06-10T02:00:00Z", "2025-06-13T02:00:00Z"));
        assertThat(nights("2025-06-09")).isEqualTo("no day");
        assertThat(nights("2025-06-10")).isEqualTo("1/1");
        assertThat(nights("2025-06-11")).isEqualTo("1/1");
        assertThat(nights("2025-06-12")).isEqualTo("1/1");
        // Taken down by day: known, and no night.
        assertThat(nights("2025-06-13")).isEqualTo("0/0");
        assertThat(activity.statuses.get(PARK).getStationNights()).isEqualTo(3);
    }

    @Test
    void shouldIncludeAMidnightAtTheStartAndNotOneAtTheEnd() {
        // Local midnights: 10 to 12 June, both exactly.
        add(deployment("d1", "A", "2025-06-09T14:00:00Z", "2025-06-11T14:00:00Z"));
        assertThat(nights("2025-06-09")).isEqualTo("1/1");
        assertThat(nights("2025-06-10")).isEqualTo("1/1");
        assertThat(nights("2025-06-11")).isEqualTo("0/0");
        assertThat(nights("2025-06-12")).isEqualTo("no day");
    }

    @Test
    void shouldTakeTwoCamerasOfAStationForOneStationAndTwoDeploymentsOfACameraForOneCamera() {
        add(deployment("left", "A", "2025-06-10T02:00:00Z", "2025-06-12T02:00:00Z")
                .setCameraId("c1"));
        add(deployment("right", "A", "2025-06-10T02:00:00Z", "2025-06-12T02:00:00Z")
                .setCameraId("c2"));
        add(deployment("left again", "A", "2025-06-10T02:00:00Z", "2025-06-12T02:00:00Z")
                .setCameraId("c1"));
        add(deployment("elsewhere", "B", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z"));
        assertThat(nights("2025-06-10")).isEqualTo("2/3");
        assertThat(nights("2025-06-11")).isEqualTo("1/2");
        assertThat(activity.statuses.get(PARK).getCameraNights()).isEqualTo(5);
    }

    @Test
    void shouldTellNoEffortFromNothingSeen() {
        activity.add(located(sighting("1", "2025-06-20T02:00:00Z").build(), PLACE));
        add(deployment("d1", "A", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z"));
        assertThat(nights("2025-06-20")).isEqualTo("null/null");
        assertThat(day("2025-06-20").getCounts()).hasSize(1);
        assertThat(nights("2025-06-10")).isEqualTo("1/1");
        assertThat(day("2025-06-10").getCounts()).isEmpty();
    }

    @Test
    void shouldCorrectThePastWhenACardIsReadAndTakeItBackWhenWithdrawn() {
        LocatedEvent open = add(deployment("d1", "A", "2026-05-30T02:00:00Z", null));
        // Received on 1 June 2026, 18:00 local: two nights are known, and the day itself.
        assertThat(nights("2026-05-31")).isEqualTo("1/1");
        assertThat(nights("2026-06-01")).isEqualTo("0/0");
        LocatedEvent closed = located(
                deployment("d1", "A", "2026-05-30T02:00:00Z", "2026-06-03T02:00:00Z")
                        .build(),
                PLACE);
        activity.correct(open, closed);
        assertThat(activity.statuses.get(PARK).getStationNights()).isEqualTo(4);
        activity.withdraw(closed);
        assertThat(activity.days).isEmpty();
        assertThat(activity.statuses).isEmpty();
    }

    @Test
    void shouldMoveNightsWithTheirStation() {
        LocatedEvent wrong = add(deployment("d1", "A", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z"));
        add(deployment("d2", "B", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z"));
        assertThat(nights("2025-06-10")).isEqualTo("2/2");
        activity.correct(
                wrong,
                located(
                        deployment("d1", "B", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z")
                                .build(),
                        PLACE));
        assertThat(nights("2025-06-10")).isEqualTo("1/2");
    }

    @Test
    void shouldCountNoEffortOfABrokenClockOrAnImpossiblePeriod() {
        add(deployment("suspect", "A", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z")
                .setClockSuspect(true));
        add(deployment("backwards", "A", "2025-06-11T02:00:00Z", "2025-06-10T02:00:00Z"));
        add(deployment("a slip", "A", "2025-06-11T02:00:00Z", "9999-06-10T02:00:00Z"));
        add(deployment("test", "A", "2025-06-10T02:00:00Z", "2025-06-11T02:00:00Z")
                .setPurpose(Purpose.TEST));
        assertThat(activity.days).isEmpty();
    }

    @Test
    void shouldPutTalliesOnTheirLocalDay() {
        add(deployment("d1", "A", "2025-06-10T02:00:00Z", "2025-06-12T02:00:00Z")
                .setTallies(List.of(
                        tally("2025-06-10T13:45:00Z", 10, 4, 2, 1), tally("2025-06-10T14:00:00Z", 5, 5, 0, 0))));
        assertThat(day("2025-06-10").getRows()).isEqualTo(10);
        assertThat(day("2025-06-10").getUnclassified()).isEqualTo(4);
        assertThat(day("2025-06-10").getUnknown()).isEqualTo(2);
        assertThat(day("2025-06-10").getBlank()).isEqualTo(1);
        assertThat(day("2025-06-11").getRows()).isEqualTo(5);
    }

    @Test
    void shouldCountMidnightsOfAZoneThatSkipsThem() {
        // In Santiago the clock went from 00:00 to 01:00 on 7 September 2025: the day begins at 01:00 (04:00 UTC).
        ZoneId santiago = ZoneId.of("America/Santiago");
        Watch watch = Watch.of(Instant.parse("2025-09-07T04:00:00Z"), Instant.parse("2025-09-07T12:00:00Z"), santiago);
        int seventh = (int) java.time.LocalDate.parse("2025-09-07").toEpochDay();
        assertThat(watch.watchedNightOf(seventh - 1)).isTrue();
        assertThat(watch.watchedNightOf(seventh)).isFalse();
        assertThat(watch.covers(seventh)).isTrue();
    }

    private LocatedEvent add(Deployment.Builder deployment) {
        LocatedEvent event = located(deployment.build(), PLACE);
        activity.add(event);
        return event;
    }

    private TerritoryDay day(String date) {
        return activity.days.get(PARK + "/" + date);
    }

    private String nights(String date) {
        TerritoryDay day = day(date);
        return day == null ? "no day" : day.getStationNights() + "/" + day.getCameraNights();
    }
}

package org.amurwatch.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.PatrolTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyTimesTest {

    private static final String VLADIVOSTOK = "Asia/Vladivostok";

    @ParameterizedTest
    @CsvSource({
        "08:00,20:00, 2026-02-03T07:59:59, false",
        "08:00,20:00, 2026-02-03T08:00:00, true",
        "08:00,20:00, 2026-02-03T19:59:59, true",
        "08:00,20:00, 2026-02-03T20:00:00, false",
        // Over midnight: of a Tuesday's duty, both ends.
        "20:00,08:00, 2026-02-03T19:59:59, false",
        "20:00,08:00, 2026-02-03T20:00:00, true",
        "20:00,08:00, 2026-02-04T07:59:59, true",
        "20:00,08:00, 2026-02-04T08:00:00, false",
        // End as begin: round the clock.
        "08:00,08:00, 2026-02-04T07:59:59, true",
        "08:00,08:00, 2026-02-03T08:00:00, true",
    })
    void shouldHoldFromBeginUntilEnd(String begin, String end, LocalDateTime local, boolean expected) {
        PatrolTeam team = team(null, new DutyTime(List.of(2), begin, end));

        assertThat(DutyTimes.onDuty(team, VLADIVOSTOK, instant(local, VLADIVOSTOK)))
                .isEqualTo(expected);
    }

    @Test
    void shouldBelongToTheDayOnWhichItBegins() {
        PatrolTeam tuesdays = team(null, new DutyTime(List.of(2), "20:00", "08:00"));

        // Tuesday 2026-02-03; the night from Monday, and that to Wednesday's end, are not its.
        assertThat(DutyTimes.onDuty(tuesdays, VLADIVOSTOK, instant("2026-02-03T07:00", VLADIVOSTOK)))
                .isFalse();
        assertThat(DutyTimes.onDuty(tuesdays, VLADIVOSTOK, instant("2026-02-04T07:00", VLADIVOSTOK)))
                .isTrue();
        assertThat(DutyTimes.onDuty(tuesdays, VLADIVOSTOK, instant("2026-02-04T20:00", VLADIVOSTOK)))
                .isFalse();
    }

    @Test
    void shouldGoByTheTeamsOwnZoneBeforeTheTerritorys() {
        PatrolTeam inHunchun = team("Asia/Shanghai", new DutyTime(List.of(), "08:00", "20:00"));
        Instant sevenInHunchun = instant("2026-02-03T07:30", "Asia/Shanghai");

        assertThat(DutyTimes.onDuty(inHunchun, VLADIVOSTOK, sevenInHunchun)).isFalse();
        assertThat(DutyTimes.onDuty(team(null, new DutyTime(List.of(), "08:00", "20:00")), VLADIVOSTOK, sevenInHunchun))
                .isTrue();
    }

    /** In Berlin the hour from 02:00 to 03:00 is missing on 2026-03-29, and comes twice on 2026-10-25. */
    @ParameterizedTest
    @CsvSource({
        // A begin that the day lacks: from the moment at which the clock is put forward (01:00 UTC).
        "02:30,06:00, 2026-03-29T00:59:59Z, false",
        "02:30,06:00, 2026-03-29T01:00:00Z, true",
        "02:30,06:00, 2026-03-29T03:59:59Z, true",
        "02:30,06:00, 2026-03-29T04:00:00Z, false",
        // An end that the day lacks: half an hour after that.
        "22:00,02:30, 2026-03-29T01:29:59Z, true",
        "22:00,02:30, 2026-03-29T01:30:00Z, false",
        // A night over the lost hour ends by the clock, an hour shorter.
        "22:00,06:00, 2026-03-29T03:59:59Z, true",
        "22:00,06:00, 2026-03-29T04:00:00Z, false",
        // A time that comes twice: begins with the first (00:30 UTC), ends with the second (01:30 UTC).
        "02:30,06:00, 2026-10-25T00:29:59Z, false",
        "02:30,06:00, 2026-10-25T00:30:00Z, true",
        "22:00,02:30, 2026-10-25T01:29:59Z, true",
        "22:00,02:30, 2026-10-25T01:30:00Z, false",
    })
    void shouldTakeTheLongerDutyWhereClocksChange(String begin, String end, Instant now, boolean expected) {
        PatrolTeam team = team("Europe/Berlin", new DutyTime(List.of(), begin, end));

        assertThat(DutyTimes.onDuty(team, VLADIVOSTOK, now)).isEqualTo(expected);
    }

    @Test
    void shouldCountAsOnDutyWithoutDutyTimesOrWithUnreadableOnes() {
        assertThat(DutyTimes.onDuty(team(null), VLADIVOSTOK, Routes.NOON)).isTrue();
        assertThat(DutyTimes.onDuty(team(null, new DutyTime(List.of(), "8 am", "noon")), VLADIVOSTOK, Routes.NOON))
                .isTrue();
    }

    @Test
    void shouldReadTimesAsUtcWhereNoZoneIsKnown() {
        PatrolTeam team = team("Mars/Olympus", new DutyTime(List.of(), "08:00", "20:00"));

        assertThat(DutyTimes.onDuty(team, "nowhere", Instant.parse("2026-02-03T08:00:00Z")))
                .isTrue();
        assertThat(DutyTimes.onDuty(team, "nowhere", Instant.parse("2026-02-03T07:59:59Z")))
                .isFalse();
    }

    private static Instant instant(String local, String zone) {
        return instant(LocalDateTime.parse(local), zone);
    }

    private static Instant instant(LocalDateTime local, String zone) {
        return local.atZone(ZoneId.of(zone)).toInstant();
    }

    private static PatrolTeam team(@org.jspecify.annotations.Nullable String zone, DutyTime... times) {
        return PatrolTeam.newBuilder(Routes.team("north"))
                .setTimeZone(zone)
                .setDutyTimes(List.of(times))
                .build();
    }
}

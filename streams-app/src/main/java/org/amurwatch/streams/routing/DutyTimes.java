package org.amurwatch.streams.routing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.PatrolTeam;
import org.jspecify.annotations.Nullable;

/**
 * When teams are on duty. A duty belongs to the day on which it begins, and may end on the next. Where clocks are put forward
 * or back within it, it is the longer one: a duty that begins or ends at a time that the day has twice begins with the first
 * and ends with the second.
 */
final class DutyTimes {

    private DutyTimes() {}

    /**
     * Whether a team is on duty: begin included, end not. One whose times can't be read counts as on duty: rather one page too
     * many.
     *
     * @param territoryZone zone for a team that states none
     */
    static boolean onDuty(PatrolTeam team, String territoryZone, Instant now) {
        ZoneId zone = zone(team, territoryZone);
        return team.getDutyTimes().isEmpty()
                || team.getDutyTimes().stream().anyMatch(duty -> isWithin(duty, zone, now));
    }

    /** The zone of a team: its own, else that of the territory, else UTC. */
    static ZoneId zone(PatrolTeam team, String territoryZone) {
        ZoneId own = zone(team.getTimeZone());
        ZoneId there = own == null ? zone(territoryZone) : own;
        return there == null ? ZoneOffset.UTC : there;
    }

    private static @Nullable ZoneId zone(@Nullable String id) {
        try {
            return id == null ? null : ZoneId.of(id);
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static boolean isWithin(DutyTime duty, ZoneId zone, Instant now) {
        LocalTime begin;
        LocalTime end;
        try {
            begin = LocalTime.parse(duty.getBegin());
            end = LocalTime.parse(duty.getEnd());
        } catch (DateTimeException unreadable) {
            return true;
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        // Yesterday's may last over midnight.
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            boolean dutyDay = duty.getDays().isEmpty()
                    || duty.getDays().contains(day.getDayOfWeek().getValue());
            LocalDate endDay = end.isAfter(begin) ? day : day.plusDays(1);
            if (dutyDay && !now.isBefore(first(day, begin, zone)) && now.isBefore(last(endDay, end, zone))) {
                return true;
            }
        }
        return false;
    }

    private static Instant first(LocalDate day, LocalTime time, ZoneId zone) {
        ZoneOffsetTransition gap = zone.getRules().getTransition(day.atTime(time));
        return gap != null && gap.isGap()
                ? gap.getInstant()
                : day.atTime(time).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private static Instant last(LocalDate day, LocalTime time, ZoneId zone) {
        return day.atTime(time).atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}

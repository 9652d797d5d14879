package org.amurwatch.streams.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.SubjectStatus;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/** What changed days change of the sums over all days of their territory. */
final class StatusChange {

    private final Placement placement;
    private final List<DayChange> changes;
    private final long clockSuspect;
    private final DaySearch search;

    /** @param clockSuspect how many more events are in no day because of their clock */
    StatusChange(ActivityState state, Placement placement, List<DayChange> changes, long clockSuspect) {
        this.placement = placement;
        this.changes = changes;
        this.clockSuspect = clockSuspect;
        this.search = new DaySearch(state, placement.getTerritoryId(), changes);
    }

    /** The status after the change; null if nothing is left to know. */
    @Nullable
    TerritoryStatus of(@Nullable TerritoryStatus before) {
        OptionalInt first = firstDay(before);
        long suspects = clockSuspect + (before == null ? 0 : before.getClockSuspect());
        if (first.isEmpty() && suspects == 0) {
            return null;
        }
        Effort effort = Effort.NONE;
        for (DayChange change : changes) {
            effort = effort.plus(DayState.effortOf(change.after())).minus(DayState.effortOf(change.before()));
        }
        TerritoryStatus status = new TerritoryStatus();
        status.setTerritoryId(placement.getTerritoryId());
        status.setSectorId(placement.getSectorId());
        status.setTimeZone(placement.getTimeZone());
        status.setSubjects(subjects(before));
        status.setFirstDay(date(first));
        status.setLastDay(date(lastDay(before)));
        status.setStationNights(effort.stationNights() + (before == null ? 0 : before.getStationNights()));
        status.setCameraNights(effort.cameraNights() + (before == null ? 0 : before.getCameraNights()));
        status.setClockSuspect(suspects);
        return status;
    }

    private OptionalInt firstDay(@Nullable TerritoryStatus before) {
        OptionalInt old = before == null ? OptionalInt.empty() : epochDay(before.getFirstDay());
        OptionalInt first =
                IntStream.concat(old.stream(), daysThat(DayState.EXISTS)).min();
        if (first.isEmpty() || !gone(first.getAsInt(), DayState.EXISTS)) {
            return first;
        }
        int last = before == null
                ? first.getAsInt()
                : epochDay(before.getLastDay()).orElse(first.getAsInt());
        int end = IntStream.concat(IntStream.of(last), daysThat(DayState.EXISTS))
                .max()
                .orElse(last);
        return search.first(first.getAsInt() + 1, end, DayState.EXISTS);
    }

    private OptionalInt lastDay(@Nullable TerritoryStatus before) {
        OptionalInt old = before == null ? OptionalInt.empty() : epochDay(before.getLastDay());
        return lastThat(DayState.EXISTS, old, before);
    }

    /** The last day that is as wanted, where {@code old} was the last before the change. */
    private OptionalInt lastThat(Predicate<DayState> wanted, OptionalInt old, @Nullable TerritoryStatus before) {
        OptionalInt last = IntStream.concat(old.stream(), daysThat(wanted)).max();
        if (last.isEmpty() || !gone(last.getAsInt(), wanted)) {
            return last;
        }
        int first = before == null
                ? last.getAsInt()
                : epochDay(before.getFirstDay()).orElse(last.getAsInt());
        int begin =
                IntStream.concat(IntStream.of(first), daysThat(wanted)).min().orElse(first);
        return search.last(begin, last.getAsInt() - 1, wanted);
    }

    private IntStream daysThat(Predicate<DayState> wanted) {
        return changes.stream()
                .filter(change -> change.after() != null && wanted.test(change.after()))
                .mapToInt(DayChange::day);
    }

    private boolean gone(int day, Predicate<DayState> wanted) {
        return changes.stream()
                .anyMatch(change -> change.day() == day && (change.after() == null || !wanted.test(change.after())));
    }

    private List<SubjectStatus> subjects(@Nullable TerritoryStatus before) {
        SortedMap<Subject, SubjectStatus> subjects = new TreeMap<>();
        if (before != null) {
            before.getSubjects().forEach(one -> subjects.put(new Subject(one.getType(), one.getSubject()), one));
        }
        differences().forEach((subject, difference) -> {
            SubjectStatus old = subjects.get(subject);
            long detections = difference.detections() + (old == null ? 0 : old.getDetections());
            long animals = difference.animals() + (old == null ? 0 : old.getAnimals());
            if (detections == 0) {
                subjects.remove(subject);
                return;
            }
            OptionalInt oldLast = old == null ? OptionalInt.empty() : epochDay(old.getLastDay());
            OptionalInt last = lastThat(day -> day.detected(subject), oldLast, before);
            subjects.put(subject, new SubjectStatus(subject.type(), subject.name(), detections, animals, date(last)));
        });
        return new ArrayList<>(subjects.values());
    }

    /** For every subject of a changed day; a detection that moved to another day leaves sums as they are, not the last day. */
    private Map<Subject, SubjectTotals> differences() {
        Map<Subject, SubjectTotals> differences = new HashMap<>();
        for (DayChange change : changes) {
            totals(change.before())
                    .forEach((subject, old) -> differences.merge(subject, old.negated(), SubjectTotals::plus));
            totals(change.after()).forEach((subject, now) -> differences.merge(subject, now, SubjectTotals::plus));
        }
        return differences;
    }

    private static Map<Subject, SubjectTotals> totals(@Nullable DayState day) {
        TerritoryDay published = day == null ? null : day.published();
        return DayState.subjectsOf(published);
    }

    private static OptionalInt epochDay(@Nullable LocalDate date) {
        return date == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(date.toEpochDay()));
    }

    private static @Nullable LocalDate date(OptionalInt epochDay) {
        return epochDay.isPresent() ? LocalDate.ofEpochDay(epochDay.getAsInt()) : null;
    }
}

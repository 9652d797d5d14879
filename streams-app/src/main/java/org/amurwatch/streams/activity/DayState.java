package org.amurwatch.streams.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.amurwatch.avro.IndividualSeen;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.TerritoryDay;
import org.jspecify.annotations.Nullable;

/**
 * One day of a territory.
 *
 * @param published as readers see it
 * @param stationsKnown stations with a deployment that covers the day; while there are none, effort is null
 */
record DayState(TerritoryDay published, int stationsKnown) {

    /** Any day that anything is known of. */
    static final Predicate<DayState> EXISTS = day -> true;

    /** Whether a detection of the subject belongs to the day. */
    boolean detected(Subject subject) {
        for (SubjectCount count : published.getCounts()) {
            if (count.getDetections() > 0
                    && count.getType() == subject.type()
                    && count.getSubject().equals(subject.name())) {
                return true;
            }
        }
        return false;
    }

    /** The day after a change; null if nothing is left of it. */
    static @Nullable DayState after(@Nullable DayState before, DayDelta delta, Placement placement, int day) {
        TerritoryDay old = before == null ? null : before.published();
        Map<Subject, SubjectTotals> subjects = subjectsOf(old);
        delta.subjects().forEach((subject, change) -> subjects.merge(subject, change, SubjectTotals::plus));
        subjects.values().removeIf(SubjectTotals.NONE::equals);
        Map<DayDelta.SeenKey, Long> seen = seenOf(old);
        delta.seen().forEach((key, change) -> seen.merge(key, change, Long::sum));
        seen.values().removeIf(events -> events == 0);
        Effort effort = effortOf(before).plus(delta.effort());
        RowTally tally = tallyOf(old).plus(delta.tally());
        requireWhole(subjects, seen, effort, tally, placement, day);
        if (subjects.isEmpty() && seen.isEmpty() && effort.equals(Effort.NONE) && tally.equals(RowTally.NONE)) {
            return null;
        }
        boolean known = effort.stationsKnown() > 0;
        TerritoryDay published = new TerritoryDay();
        published.setTerritoryId(placement.getTerritoryId());
        published.setSectorId(placement.getSectorId());
        published.setDate(LocalDate.ofEpochDay(day));
        published.setTimeZone(placement.getTimeZone());
        published.setCounts(counts(subjects));
        published.setIndividuals(individuals(seen));
        published.setStationNights(known ? effort.stationNights() : null);
        published.setCameraNights(known ? effort.cameraNights() : null);
        published.setRows(tally.rows());
        published.setUnclassified(tally.unclassified());
        published.setUnknown(tally.unknown());
        published.setBlank(tally.blank());
        return new DayState(published, effort.stationsKnown());
    }

    /** Counts by subject; of a day that is not there, none. */
    static Map<Subject, SubjectTotals> subjectsOf(@Nullable TerritoryDay day) {
        Map<Subject, SubjectTotals> subjects = new TreeMap<>();
        if (day != null) {
            for (SubjectCount count : day.getCounts()) {
                subjects.put(
                        new Subject(count.getType(), count.getSubject()),
                        new SubjectTotals(
                                count.getEvents(),
                                count.getDetections(),
                                count.getAnimals(),
                                count.getCountsMissing(),
                                count.getUnverified(),
                                count.getExplained()));
            }
        }
        return subjects;
    }

    /** Effort of the day; of a day that is not there, none. */
    static Effort effortOf(@Nullable DayState day) {
        if (day == null || day.published().getStationNights() == null) {
            return Effort.NONE;
        }
        return new Effort(
                day.stationsKnown(),
                day.published().getStationNights(),
                day.published().getCameraNights());
    }

    private static Map<DayDelta.SeenKey, Long> seenOf(@Nullable TerritoryDay day) {
        Map<DayDelta.SeenKey, Long> seen = new TreeMap<>();
        if (day != null) {
            day.getIndividuals().forEach(one -> seen.put(DayDelta.SeenKey.of(one), one.getEvents()));
        }
        return seen;
    }

    private static RowTally tallyOf(@Nullable TerritoryDay day) {
        return day == null
                ? RowTally.NONE
                : new RowTally(day.getRows(), day.getUnclassified(), day.getUnknown(), day.getBlank());
    }

    private static List<SubjectCount> counts(Map<Subject, SubjectTotals> subjects) {
        List<SubjectCount> counts = new ArrayList<>(subjects.size());
        subjects.forEach((subject, totals) -> counts.add(new SubjectCount(
                subject.type(),
                subject.name(),
                totals.events(),
                totals.detections(),
                totals.animals(),
                totals.countsMissing(),
                totals.unverified(),
                totals.explained())));
        return counts;
    }

    private static List<IndividualSeen> individuals(Map<DayDelta.SeenKey, Long> seen) {
        List<IndividualSeen> individuals = new ArrayList<>(seen.size());
        seen.forEach((key, events) -> individuals.add(
                new IndividualSeen(key.scientificName(), key.individualId(), key.flank(), key.status(), events)));
        return individuals;
    }

    /** Rather fail than publish a count that can't be: the record goes to the dead letters and nothing is changed. */
    private static void requireWhole(
            Map<Subject, SubjectTotals> subjects,
            Map<DayDelta.SeenKey, Long> seen,
            Effort effort,
            RowTally tally,
            Placement placement,
            int day) {
        boolean broken = subjects.values().stream().anyMatch(SubjectTotals::anyNegative)
                || seen.values().stream().anyMatch(events -> events < 0)
                || Math.min(effort.stationsKnown(), Math.min(effort.stationNights(), effort.cameraNights())) < 0
                || Math.min(tally.rows(), Math.min(tally.unclassified(), Math.min(tally.unknown(), tally.blank()))) < 0;
        if (broken) {
            throw new IllegalStateException("A count of " + placement.getTerritoryId() + " on "
                    + LocalDate.ofEpochDay(day)
                    + " would fall below 0: its state does not match its events. Make the counts again: rebuild"
                    + " records.");
        }
    }
}

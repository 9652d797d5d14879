package org.amurwatch.streams.activity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualSeen;

/** What one change adds to one day, or takes from it. */
final class DayDelta {

    /** What tells two IndividualSeen of a day apart, in the order in which they are shown. */
    record SeenKey(String scientificName, String individualId, Flank flank, IdentificationStatus status)
            implements Comparable<SeenKey> {

        private static final Comparator<SeenKey> ORDER = Comparator.comparing(SeenKey::scientificName)
                .thenComparing(SeenKey::individualId)
                .thenComparing(SeenKey::flank)
                .thenComparing(SeenKey::status);

        static SeenKey of(IndividualSeen seen) {
            return new SeenKey(seen.getScientificName(), seen.getIndividualId(), seen.getFlank(), seen.getStatus());
        }

        @Override
        public int compareTo(SeenKey other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Subject, SubjectTotals> subjects = new HashMap<>();
    private final Map<SeenKey, Long> seen = new HashMap<>();
    private Effort effort = Effort.NONE;
    private RowTally tally = RowTally.NONE;

    void add(Subject subject, SubjectTotals totals) {
        subjects.merge(subject, totals, SubjectTotals::plus);
    }

    void addSeen(SeenKey key, long events) {
        seen.merge(key, events, Long::sum);
    }

    void add(Effort change) {
        effort = effort.plus(change);
    }

    void add(RowTally change) {
        tally = tally.plus(change);
    }

    Map<Subject, SubjectTotals> subjects() {
        return subjects;
    }

    Map<SeenKey, Long> seen() {
        return seen;
    }

    Effort effort() {
        return effort;
    }

    RowTally tally() {
        return tally;
    }

    /** Whether all that was added was taken away again. */
    boolean changesNothing() {
        return effort.equals(Effort.NONE)
                && tally.equals(RowTally.NONE)
                && seen.values().stream().allMatch(events -> events == 0)
                && subjects.values().stream().allMatch(SubjectTotals.NONE::equals);
    }
}

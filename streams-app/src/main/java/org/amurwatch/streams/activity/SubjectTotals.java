package org.amurwatch.streams.activity;

/** Counts of one subject on one day, or what changes them. The meaning of each stands at SubjectCount's fields. */
record SubjectTotals(long events, long detections, long animals, long countsMissing, long unverified, long explained) {

    static final SubjectTotals NONE = new SubjectTotals(0, 0, 0, 0, 0, 0);

    static SubjectTotals ofRow(EventRow row) {
        return row.chain().category() == Category.UNVERIFIED_SIGHTING
                ? new SubjectTotals(0, 0, 0, 0, 1, 0)
                : new SubjectTotals(1, 0, 0, row.countMissing() ? 1 : 0, 0, row.explained() ? 1 : 0);
    }

    static SubjectTotals ofDetection(Detections.Detection detection) {
        return new SubjectTotals(0, 1, detection.animals(), 0, 0, 0);
    }

    SubjectTotals plus(SubjectTotals other) {
        return new SubjectTotals(
                events + other.events,
                detections + other.detections,
                animals + other.animals,
                countsMissing + other.countsMissing,
                unverified + other.unverified,
                explained + other.explained);
    }

    SubjectTotals negated() {
        return new SubjectTotals(-events, -detections, -animals, -countsMissing, -unverified, -explained);
    }

    boolean anyNegative() {
        return Math.min(Math.min(events, detections), Math.min(animals, countsMissing)) < 0
                || Math.min(unverified, explained) < 0;
    }
}

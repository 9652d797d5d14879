package org.amurwatch.bench.quality.policy;

/**
 * Hours of the local day from the first up to, not including, the last; past midnight where the first is later. Equal
 * bounds: the whole day.
 */
record HourWindow(int from, int to) {

    static final HourWindow WHOLE_DAY = new HourWindow(0, 0);

    boolean contains(int hour) {
        if (from == to) {
            return true;
        }
        return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }

    @Override
    public String toString() {
        return from == to ? "all day" : from + "-" + to + " h";
    }
}

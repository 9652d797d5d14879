package org.amurwatch.streams.activity;

/** How far the rows of deployments on a day are classified. */
record RowTally(long rows, long unclassified, long unknown, long blank) {

    static final RowTally NONE = new RowTally(0, 0, 0, 0);

    RowTally plus(RowTally other) {
        return new RowTally(
                rows + other.rows, unclassified + other.unclassified, unknown + other.unknown, blank + other.blank);
    }

    RowTally negated() {
        return new RowTally(-rows, -unclassified, -unknown, -blank);
    }
}

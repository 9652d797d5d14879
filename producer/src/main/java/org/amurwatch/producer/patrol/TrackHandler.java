package org.amurwatch.producer.patrol;

/** What to do with what a track file holds, row by row. */
interface TrackHandler {

    void point(TrackPoint point);

    /**
     * A row that can't be used.
     *
     * @param row of a table its row (the header is row 1), of XML its line
     * @param reason a sentence for the person who can mend the row
     */
    void rejected(long row, String reason);
}

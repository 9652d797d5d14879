package org.amurwatch.producer.confidential;

import org.jspecify.annotations.Nullable;

/**
 * What an informant told, whole: the content of a sealed report, and never seen but by the handler.
 *
 * @param report code of the report; the key of its record, so that one can't be put in the place of another
 * @param event source id / event id of the event that was made of it: nothing else knows that they belong together
 * @param informant code of whoever told it
 * @param name of that person; null where the handler doesn't write it down
 * @param number by which the person is reached
 * @param text in the person's own words
 * @param kind what was reported
 * @param latitude of the exact place, degrees
 * @param longitude of the exact place, degrees
 * @param uncertaintyMetres how exact the place is; null where nobody knows
 * @param observedAt exact time, ISO-8601
 * @param receivedAt when the report was taken in, ISO-8601
 */
record Statement(
        String report,
        String event,
        String informant,
        @Nullable String name,
        @Nullable String number,
        @Nullable String text,
        String kind,
        double latitude,
        double longitude,
        @Nullable Double uncertaintyMetres,
        String observedAt,
        String receivedAt) {

    /** Names nobody, wherever it may get printed. */
    @Override
    public String toString() {
        return "Statement[" + report + "]";
    }
}

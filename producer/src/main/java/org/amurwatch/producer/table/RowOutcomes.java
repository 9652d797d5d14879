package org.amurwatch.producer.table;

import org.amurwatch.producer.live.LiveEvent;

/** What becomes of rows. */
public interface RowOutcomes {

    /** To be published; what is private about it goes first. */
    void event(LiveEvent event);

    /** A row, or a fix of a track, that is left out as it should be: counted by its reason, of which there are few. */
    void leftOut(String reason);

    /** So many of them at once. */
    void leftOut(String reason, long count);

    /** Something about a row, or a fix, that the summary is to count; there are few such things. */
    void counted(String what);

    /** Of a row that is kept though its time can't be right: it enters no day's count and pages nobody. */
    void clockSuspect(Row row, String reason);

    /** Their word that no mapping knows: the event is of kind OTHER and keeps the word, and the summary counts it. */
    void unknownType(String type);
}

package org.amurwatch.producer.table;

import java.time.Instant;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all rows of a file.
 *
 * @param sourceId whose statements they are
 * @param purpose with which they are marked
 * @param revision when its statements count as made, where a row does not say: what the user says, else when the file was written,
 *     else now (ADR 11)
 * @param now the time of the import
 */
public record ImportedFile(String sourceId, Purpose purpose, Instant revision, Instant now) {

    /** @throws UnusableRow if the event id is none */
    public Provenance provenance(String eventId, Row row) throws UnusableRow {
        return provenance(eventId, row, null);
    }

    /**
     * @param stated when the row says that it was stated; null where it does not. What claims to be from the future says nothing
     * @throws UnusableRow if the event id is none
     */
    public Provenance provenance(String eventId, Row row, @Nullable Instant stated) throws UnusableRow {
        try {
            return Provenance.newBuilder()
                    .setSourceId(sourceId)
                    .setEventId(new EventKey(sourceId, eventId).eventId())
                    .setRevision(stated == null || stated.isAfter(now) ? revision : stated)
                    .setFile(row.file())
                    .setRow(row.number())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UnusableRow(
                    "its id has " + eventId.length() + " characters; expected 1 to 300 that are not all white space");
        }
    }
}

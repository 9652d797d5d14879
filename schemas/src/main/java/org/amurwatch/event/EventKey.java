package org.amurwatch.event;

import java.util.regex.Pattern;
import org.amurwatch.avro.Provenance;

/**
 * The identity of an event for good, and the key of its records: source id, a slash, the source's id of the event.
 *
 * @param sourceId the source; 1 to 100 characters, none of them a slash or white space
 * @param eventId the source's id of the event; 1 to 300 characters
 */
public record EventKey(String sourceId, String eventId) {

    private static final Pattern SOURCE_ID = Pattern.compile("[^/\\s]{1,100}");

    public EventKey {
        if (!SOURCE_ID.matcher(sourceId).matches()) {
            throw new IllegalArgumentException(
                    "A source id has 1 to 100 characters, none of them a slash or white space; got '" + sourceId
                            + "'.");
        }
        if (eventId.isBlank() || eventId.length() > 300) {
            throw new IllegalArgumentException(
                    "An event id has 1 to 300 characters and is not blank; got '" + eventId + "'.");
        }
    }

    public static EventKey of(Provenance provenance) {
        return new EventKey(provenance.getSourceId(), provenance.getEventId());
    }

    @Override
    public String toString() {
        return sourceId + "/" + eventId;
    }
}

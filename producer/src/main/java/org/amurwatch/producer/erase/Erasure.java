package org.amurwatch.producer.erase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.media.MediaStore;
import org.amurwatch.topic.Topics;

/**
 * Carries a plan out. What names people goes first, so that an erasure that is cut short has erased that; done again, it does the
 * rest.
 */
final class Erasure {

    private Erasure() {}

    /** @return where what was written in place of each event stands, by its key */
    static Map<String, String> carryOut(ErasurePlan plan, ErasureSink sink, MediaStore media, Instant at) {
        plan.details().forEach(key -> sink.tombstone(Topics.PRIVATE_DETAILS, key));
        plan.notes().forEach(key -> sink.tombstone(Topics.INCIDENT_NOTES, key));
        for (String picture : plan.pictures()) {
            try {
                media.delete(picture);
            } catch (IOException e) {
                throw new UncheckedIOException("A kept picture can't be deleted: " + picture, e);
            }
        }
        Map<String, String> written = new LinkedHashMap<>();
        plan.emptied().forEach(statement -> written.put(statement.key(), sink.publish(statement.emptied(at))));
        plan.unnamed().forEach(statement -> written.put(statement.key(), sink.publish(statement.unnamed(at))));
        return written;
    }
}

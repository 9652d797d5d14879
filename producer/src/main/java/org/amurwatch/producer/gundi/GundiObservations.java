package org.amurwatch.producer.gundi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.FixMapping;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.dialect.JsonFields;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.dialect.TrackerFix;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;

/** Reads observations as senders of Gundi v2 post them: positions of trackers. */
public final class GundiObservations {

    private static final String PROVIDER = "gundi";

    private final FixMapping mapping;
    private final Clock clock;

    public GundiObservations(Dialect dialect) {
        this.mapping = dialect.fixes();
        this.clock = dialect.clock();
    }

    /** @throws FaultyInput if the body is no observation and no list of observations */
    public StatedItems read(byte[] body, String sourceId) throws FaultyInput {
        return StatedItems.read(
                JsonBody.objects(body, GundiEvents.MOST), (object, pointer) -> item(object, pointer, sourceId));
    }

    private StatedItem item(JsonNode object, String pointer, String sourceId) throws FaultyInput {
        Instant now = Instant.ofEpochMilli(clock.millis());
        JsonFields fields = JsonFields.of(object, pointer);
        String subject = fields.optionalWord("subject_type");
        String kind = fields.optionalWord("subject_subtype");
        TrackerFix fix = new TrackerFix(
                PROVIDER,
                fields.word("source"),
                fields.optionalWord("source_name"),
                "wildlife".equalsIgnoreCase(subject),
                kind,
                fields.time("recorded_at"),
                fields.position("location", "lat", "lon"));
        fields.check();
        Optional<LiveEvent> event = mapping.event(fix, sourceId, now);
        String id = event.filter(LiveEvent.OfSighting.class::isInstance)
                .map(LiveEvent.OfSighting.class::cast)
                .map(sighting -> sighting.value().getProvenance().getEventId())
                .orElseGet(() -> fix.id(sourceId));
        Map<String, Object> answer = new LinkedHashMap<>(GundiEvents.answer(id, now));
        if (event.isEmpty()) {
            answer.put("detail", "Not taken: see whom the file of trackers says that this device is with.");
        }
        return StatedItem.of(answer, event);
    }
}

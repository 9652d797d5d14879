package org.amurwatch.producer.gundi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Position;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.dialect.JsonFields;
import org.amurwatch.producer.dialect.ReportMapping;
import org.amurwatch.producer.dialect.StableUuid;
import org.amurwatch.producer.dialect.StatedDetails;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.dialect.StatedReport;
import org.amurwatch.producer.dialect.StatedReport.Origin;
import org.amurwatch.producer.live.FaultyInput;

/**
 * Reads events as senders of Gundi v2 post them. They have no id of their own: whatever says the same word for word is the same
 * event.
 */
public final class GundiEvents {

    static final int MOST = 500;

    private final ReportMapping mapping;
    private final Clock clock;

    public GundiEvents(Dialect dialect) {
        this.mapping = dialect.reports();
        this.clock = dialect.clock();
    }

    /** @throws FaultyInput if the body is no event and no list of events */
    public StatedItems read(byte[] body, String sourceId) throws FaultyInput {
        return StatedItems.read(JsonBody.objects(body, MOST), (event, pointer) -> item(event, pointer, sourceId));
    }

    private StatedItem item(JsonNode event, String pointer, String sourceId) throws FaultyInput {
        Instant now = Instant.ofEpochMilli(clock.millis());
        JsonFields fields = JsonFields.of(event, pointer);
        String type = fields.word("event_type");
        Instant at = fields.time("recorded_at");
        Position position = fields.position("location", "lat", "lon");
        String title = fields.optionalText("title", JsonFields.LONGEST_TEXT);
        if (title == null && !fields.has("title")) {
            fields.fault("title", "missing: expected a text.");
        }
        StatedDetails details = StatedDetails.of(fields.value("event_details"));
        fields.check();
        String id = StableUuid.of(sourceId, "event", JsonBody.canonical(event));
        StatedReport report = new StatedReport(
                id,
                now,
                List.of(type),
                at,
                position,
                details.probability() == null ? Origin.OTHER : Origin.MACHINE,
                details,
                title,
                null);
        return StatedItem.of(answer(id, now), mapping.event(report, sourceId));
    }

    /** What Gundi says of an object that it took. */
    static Map<String, Object> answer(String id, Instant now) {
        return Map.of("object_id", id, "created_at", now.toString());
    }
}

package org.amurwatch.producer.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads events as EarthRanger's clients post them. One with the same (eventsource, external_event_id) is the same event; of
 * one without, whatever says the same word for word; of one without a time either, none: a shot that is told of twice
 * a day must not be taken for one.
 */
public final class EarthRangerEvents {

    private static final int MOST_EVENTS = 100;
    private static final int MOST_NOTES = 50;

    private final ReportMapping mapping;
    private final Clock clock;

    public EarthRangerEvents(Dialect dialect) {
        this.mapping = dialect.reports();
        this.clock = dialect.clock();
    }

    /** @throws FaultyInput if the body is no event and no list of events */
    public StatedItems read(byte[] body, String sourceId) throws FaultyInput {
        return StatedItems.read(
                JsonBody.objects(body, MOST_EVENTS), (event, pointer) -> item(event, pointer, sourceId));
    }

    private StatedItem item(JsonNode event, String pointer, String sourceId) throws FaultyInput {
        Instant now = Instant.ofEpochMilli(clock.millis());
        JsonFields fields = JsonFields.of(event, pointer);
        String type = fields.word("event_type");
        Instant stated = fields.optionalTime("time", true);
        Position position = fields.position("location", "latitude", "longitude");
        String id = id(fields, event, sourceId, stated == null ? now : null);
        StatedReport report = new StatedReport(
                id,
                now,
                List.of(type),
                stated == null ? now : stated,
                position,
                origin(fields.optionalWord("provenance")),
                StatedDetails.of(fields.value("event_details")),
                note(fields),
                reporter(fields));
        Map<String, Object> answer = answer(fields, report, type);
        fields.check();
        return StatedItem.of(answer, mapping.event(report, sourceId));
    }

    /** @param received where the event states no time; null where it does */
    private static String id(JsonFields fields, JsonNode event, String sourceId, @Nullable Instant received) {
        String external = fields.optionalWord("external_event_id");
        String source = fields.optionalWord("eventsource");
        if (external != null) {
            return StableUuid.of(sourceId, "event", source == null ? "" : source, external);
        }
        String content = JsonBody.canonical(event);
        return received == null
                ? StableUuid.of(sourceId, "content", content)
                : StableUuid.of(sourceId, "content", content, received.toString());
    }

    private static Origin origin(@Nullable String provenance) {
        return switch (provenance == null ? "" : provenance) {
            case "staff" -> Origin.STAFF;
            case "system", "sensor", "analyzer" -> Origin.MACHINE;
            default -> Origin.OTHER;
        };
    }

    private static @Nullable String note(JsonFields fields) {
        List<String> texts = new ArrayList<>();
        add(texts, fields.optionalText("title", JsonFields.LONGEST_TEXT));
        for (JsonFields note : fields.objects("notes", MOST_NOTES)) {
            add(texts, note.optionalText("text", JsonFields.LONGEST_TEXT));
        }
        String all = String.join("\n", texts);
        if (all.length() > JsonFields.LONGEST_TEXT) {
            fields.fault(
                    "notes",
                    "title and notes have " + all.length() + " characters together: at most " + JsonFields.LONGEST_TEXT
                            + " are taken.");
        }
        return all.isEmpty() ? null : all;
    }

    private static void add(List<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }

    private static @Nullable String reporter(JsonFields fields) {
        if (!fields.value("reported_by").isObject()) {
            return fields.optionalWord("reported_by");
        }
        JsonFields reporter = fields.object("reported_by");
        String name = reporter.optionalWord("name");
        return name == null ? reporter.optionalWord("username") : name;
    }

    /** What EarthRanger says of an event that it made, as far as it can be said without a memory, and without its texts. */
    private static Map<String, Object> answer(JsonFields fields, StatedReport report, String type) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", report.eventId());
        answer.put("event_type", type);
        answer.put("time", report.observedAt().toString());
        answer.put(
                "location",
                Map.of(
                        "latitude", report.position().getLatitude(),
                        "longitude", report.position().getLongitude()));
        String state = fields.optionalWord("state");
        answer.put("state", state == null ? "new" : state);
        answer.put("priority", fields.value("priority").asInt(0));
        return answer;
    }
}

package org.amurwatch.consumer.partner.earthranger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.consumer.partner.file.EarthRangerTarget;
import org.amurwatch.consumer.partner.send.EventWords;

/** Events in the JSON of EarthRanger's activity API. */
final class EarthRangerBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EarthRangerTarget target;

    EarthRangerBody(EarthRangerTarget target) {
        this.target = target;
    }

    /** A new report. */
    ObjectNode created(ReleasedEvent event) {
        ObjectNode body = told(event)
                .put("priority", priority(event))
                .put("state", "new")
                .put("provenance", "system")
                .put("eventsource", target.eventSource())
                .put("external_event_id", event.getId());
        body.putArray("notes").addObject().put("text", EventWords.remark(event));
        return body;
    }

    /** What a later version changes: never priority and state, which are for the people there to say. */
    ObjectNode changed(ReleasedEvent event) {
        return told(event);
    }

    /** What is taken back: the report stays, for people there may have acted on it. */
    ObjectNode withdrawn(ReleasedEvent event) {
        return JSON.createObjectNode().put("state", "resolved").put("title", EventWords.title(event));
    }

    private ObjectNode told(ReleasedEvent event) {
        ObjectNode body = JSON.createObjectNode();
        String type = target.types().of(event);
        body.put("event_type", type);
        body.put("time", EventWords.time(EventWords.begin(event)));
        Position position = event.getPosition();
        if (position == null) {
            body.putNull("location");
        } else {
            body.putObject("location")
                    .put("latitude", position.getLatitude())
                    .put("longitude", position.getLongitude());
        }
        body.put("title", EventWords.title(event));
        ObjectNode details = EventWords.details(event);
        addTypeDetails(details, type, event);
        body.set("event_details", details);
        return body;
    }

    /** Of the types that come with EarthRanger, the fields that say what we know. */
    private static void addTypeDetails(ObjectNode details, String type, ReleasedEvent event) {
        Integer count = event.getCount();
        switch (type) {
            case "snare_rep" -> {
                if (count != null) {
                    details.put("numberofsnares", count);
                }
            }
            case "shot_rep" -> {
                Instant at = event.getObservedFrom();
                if (at != null && event.getTimePrecision() == TimePrecision.MOMENT) {
                    details.put("timeofshot", EventWords.time(at));
                }
                if (count != null) {
                    details.put("numberofshots", count);
                }
            }
            case "poacher_camp_rep" -> {
                if (count != null) {
                    details.put("numberofpeople", count);
                }
            }
            case "spoor_rep" -> details.put("type", "footprint");
            default -> {
                // The others have no field of ours.
            }
        }
    }

    private int priority(ReleasedEvent event) {
        return event.getSubject() == SubjectType.POACHING_ALERT && event.getKind() != null
                ? target.priorities().getOrDefault(event.getKind(), 0)
                : 0;
    }
}

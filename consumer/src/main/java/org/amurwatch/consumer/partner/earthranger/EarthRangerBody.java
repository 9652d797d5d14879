package org.amurwatch.consumer.partner.earthranger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.consumer.partner.file.EarthRangerTarget;
import org.amurwatch.consumer.partner.send.EarthRangerForms;
import org.amurwatch.consumer.partner.send.EventWords;

/** Events in the JSON of EarthRanger's activity API. */
final class EarthRangerBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EarthRangerTarget target;

    EarthRangerBody(EarthRangerTarget target) {
        this.target = target;
    }

    /**
     * A new report. It takes no notes: those are posted to the report once it is there. The mark in its message, which
     * EarthRanger shows to programs, is what it is found by until then. A priority that nobody set is left to the type.
     */
    ObjectNode created(ReleasedEvent event) {
        ObjectNode body = told(event)
                .put("state", "new")
                .put("provenance", "system")
                .put("eventsource", target.eventSource())
                .put("external_event_id", event.getId())
                .put("message", EventWords.mark(event));
        Integer priority = event.getKind() == null ? null : target.priorities().get(event.getKind());
        if (priority != null && event.getSubject() == SubjectType.POACHING_ALERT) {
            body.put("priority", priority);
        }
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
        EarthRangerForms.fill(details, type, event);
        body.set("event_details", details);
        return body;
    }
}

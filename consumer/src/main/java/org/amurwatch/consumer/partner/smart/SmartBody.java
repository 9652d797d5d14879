package org.amurwatch.consumer.partner.smart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.file.SmartTarget;
import org.amurwatch.consumer.partner.send.EventWords;

/** Events as GeoJSON features of SMART Connect, with local times that name no zone. */
final class SmartBody {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SmartTarget target;

    SmartBody(SmartTarget target) {
        this.target = target;
    }

    /** By which SMART knows the incident: the same for an event of an agreement, for good. */
    String uuid(ReleasedEvent event) {
        return uuid(event, "");
    }

    /** By which it knows the incident's one observation: before 7.5.3 it may not be the incident's own. */
    private static String observationUuid(ReleasedEvent event) {
        return uuid(event, "/observation");
    }

    private static String uuid(ReleasedEvent event, String of) {
        String name = "amurwatch/" + event.getAgreementId() + "/" + event.getId() + of;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A new incident with its one observation. */
    ObjectNode created(ReleasedEvent event) {
        return feature(event, SmartTarget.WAYPOINT, incident(event));
    }

    /** What is new of an incident: place, time and comment. */
    ObjectNode changedIncident(ReleasedEvent event) {
        return feature(event, "waypoint", incident(event));
    }

    /** What is new of its observation: category and attributes. */
    ObjectNode changedObservation(ReleasedEvent event) {
        return feature(event, "waypoint/observation", observed(event));
    }

    /** As servers before 7.5 take it; one that was sent before is told as a correction of that. */
    ObjectNode observation(ReleasedEvent event, boolean corrects) {
        ObjectNode attributes = JSON.createObjectNode();
        attributes.put(
                "comment", corrects ? "CORRECTION of an earlier observation. " + comment(event) : comment(event));
        ObjectNode observed = observed(event);
        observed.remove("observationUuid");
        attributes
                .putArray("observationGroups")
                .addObject()
                .putArray("observations")
                .add(observed);
        return feature(event, "observation", attributes);
    }

    /** The incident's comment says that it was taken back; what is not named, place and time, stays as SMART has it. */
    ObjectNode withdrawnIncident(ReleasedEvent event) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        ObjectNode attributes =
                JSON.createObjectNode().put("incidentUuid", uuid(event)).put("comment", comment(event));
        feature.putObject("properties")
                .put("smartDataType", "incident")
                .put("smartFeatureType", "waypoint")
                .set("smartAttributes", attributes);
        return feature;
    }

    private ObjectNode incident(ReleasedEvent event) {
        ObjectNode attributes =
                JSON.createObjectNode().put("incidentUuid", uuid(event)).put("comment", comment(event));
        attributes
                .putArray("observationGroups")
                .addObject()
                .putArray("observations")
                .add(observed(event));
        return attributes;
    }

    private ObjectNode observed(ReleasedEvent event) {
        SmartTarget.Category category = target.category(event).orElseThrow();
        ObjectNode observed = JSON.createObjectNode()
                .put("observationUuid", observationUuid(event))
                .put("category", category.key());
        ObjectNode attributes = observed.putObject("attributes");
        category.attributes().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(one -> attributes.put(one.getKey(), one.getValue()));
        return observed;
    }

    private static String comment(ReleasedEvent event) {
        return EventWords.title(event) + ". " + EventWords.remark(event);
    }

    private ObjectNode feature(ReleasedEvent event, String type, ObjectNode attributes) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        Position position = java.util.Objects.requireNonNull(event.getPosition());
        feature.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(position.getLongitude())
                .add(position.getLatitude());
        feature.putObject("properties")
                .put("dateTime", local(EventWords.begin(event)))
                .put("smartDataType", "incident")
                .put("smartFeatureType", type)
                .set("smartAttributes", attributes);
        return feature;
    }

    private String local(Instant time) {
        return LOCAL.format(time.atZone(target.zone()));
    }
}

package org.amurwatch.consumer.partner.cloudevent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.consumer.partner.send.EventWords;
import org.jspecify.annotations.Nullable;

/**
 * A released event as a CloudEvent 1.0, whose data are what the HTTP ingest of an Amur Watch takes. Source and id name the event
 * for good; which statement about it this is, its data say: {@code revision}, the time of release, and {@code withdrawn}.
 */
public final class PartnerCloudEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PartnerCloudEvent() {}

    /** The envelope with its data; empty for an event without a place, which an Amur Watch takes not. */
    public static Optional<ObjectNode> of(ReleasedEvent event, String source) {
        Optional<ObjectNode> location = location(event);
        return location.map(place -> {
            ObjectNode envelope = envelope(event, source);
            ObjectNode data = data(event);
            data.set("location", place);
            envelope.set("data", data);
            return envelope;
        });
    }

    /** As {@link #of}, for who takes events without a place too. */
    public static ObjectNode withOrWithoutPlace(ReleasedEvent event, String source) {
        return of(event, source).orElseGet(() -> {
            ObjectNode envelope = envelope(event, source);
            envelope.set("data", data(event));
            return envelope;
        });
    }

    private static ObjectNode envelope(ReleasedEvent event, String source) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.getId())
                .put("source", source)
                .put("type", isAlert(event) ? "org.amurwatch.poaching-alert" : "org.amurwatch.sighting")
                .put("time", event.getReleasedAt().toString())
                .put("datacontenttype", "application/json");
    }

    private static boolean isAlert(ReleasedEvent event) {
        return event.getSubject() == SubjectType.POACHING_ALERT;
    }

    private static ObjectNode data(ReleasedEvent event) {
        ObjectNode data = JSON.createObjectNode()
                .put("id", event.getId())
                .put("revision", event.getReleasedAt().toString());
        if (event.getWithdrawn()) {
            data.put("withdrawn", true);
        }
        data.put("purpose", event.getPurpose().name());
        if (isAlert(event)) {
            data.put("kind", (event.getKind() == null ? AlertKind.OTHER : event.getKind()).name());
        }
        data.put("observedAt", EventWords.begin(event).toString());
        if (event.getObservedUntil() != null) {
            data.put("observedUntil", event.getObservedUntil().toString());
        }
        put(data, "station", event.getStationId());
        if (event.getMethod() != ObservationMethod.UNSPECIFIED) {
            data.put("method", event.getMethod().name());
        }
        if (event.getCount() != null) {
            data.put("count", event.getCount());
        }
        if (!isAlert(event)) {
            animal(event, data);
        }
        return data;
    }

    private static void animal(ReleasedEvent event, ObjectNode data) {
        put(data, "scientificName", event.getScientificName());
        if (event.getLifeStage() != LifeStage.UNSPECIFIED) {
            data.put("lifeStage", event.getLifeStage().name());
        }
        if (event.getSex() != Sex.UNSPECIFIED) {
            data.put("sex", event.getSex().name());
        }
        if (event.getIndividualAlias() != null) {
            data.putObject("individual").put("id", event.getIndividualAlias());
        }
    }

    /** What was taken back has no place any more; the way in wants one of it all the same, and makes nothing of it. */
    private static Optional<ObjectNode> location(ReleasedEvent event) {
        Position position = event.getPosition();
        if (position != null) {
            ObjectNode location = JSON.createObjectNode()
                    .put("latitude", position.getLatitude())
                    .put("longitude", position.getLongitude());
            if (position.getUncertaintyMetres() != null && position.getUncertaintyMetres() > 0) {
                location.put("uncertaintyMetres", position.getUncertaintyMetres());
            }
            return Optional.of(location);
        }
        GridCell cell = event.getCell();
        if (event.getWithdrawn()) {
            return Optional.of(JSON.createObjectNode()
                    .put("latitude", cell == null ? 0.0 : cell.getSouth())
                    .put("longitude", cell == null ? 0.0 : cell.getWest()));
        }
        return Optional.empty();
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}

package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes a live event as HTTP ingest takes it ({@code /openapi.json}), whatever way in it came by, with its id and revision: so
 * that it is the same event however often it is sent.
 */
final class EventJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    static String sourceId(LiveEvent event) {
        if (event instanceof LiveEvent.OfSighting sighting) {
            return sighting.value().getProvenance().getSourceId();
        } else if (event instanceof LiveEvent.OfPoachingAlert alert) {
            return alert.value().getProvenance().getSourceId();
        }
        return ((LiveEvent.OfPatrolPosition) event).value().getSourceId();
    }

    static byte[] write(LiveEvent event) {
        ObjectNode json = JSON.createObjectNode();
        if (event instanceof LiveEvent.OfSighting sighting) {
            putSighting(json, sighting.value());
        } else if (event instanceof LiveEvent.OfPoachingAlert alert) {
            putAlert(json, alert.value());
        } else {
            putPosition(json, ((LiveEvent.OfPatrolPosition) event).value());
        }
        PrivateDetails details = event.details();
        if (details != null) {
            putText(json, "note", details.getNote());
            putText(json, "reporter", details.getReporter());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event can't be written as JSON.", e);
        }
    }

    private static void putSighting(ObjectNode json, Sighting sighting) {
        Provenance provenance = sighting.getProvenance();
        putProvenance(json, provenance);
        json.put("purpose", sighting.getPurpose().name());
        json.put("observedAt", sighting.getObservedAt().toString());
        putTime(json, "observedUntil", sighting.getObservedUntil());
        putLocation(json, sighting.getPosition());
        putOfSource(json, "station", sighting.getStationId(), provenance.getSourceId());
        putOfSource(json, "deployment", sighting.getDeploymentId(), provenance.getSourceId());
        putOfSource(json, "episode", sighting.getEpisodeId(), provenance.getSourceId());
        putWord(json, "level", sighting.getLevel());
        putWord(json, "method", sighting.getMethod());
        putText(json, "scientificName", sighting.getScientificName());
        putNumber(json, "count", sighting.getCount());
        putWord(json, "lifeStage", sighting.getLifeStage());
        putWord(json, "sex", sighting.getSex());
        Identification individual = sighting.getIdentification();
        if (individual != null && individual.getIndividualId() != null) {
            ObjectNode node = json.putObject("individual").put("id", individual.getIndividualId());
            putWord(node, "status", individual.getStatus());
            putWord(node, "flank", individual.getFlank());
        }
        putClassification(json, sighting.getClassification());
        putMedia(json, sighting.getMedia());
        putFlag(json, "withdrawn", sighting.getWithdrawn());
    }

    private static void putAlert(ObjectNode json, PoachingAlert alert) {
        Provenance provenance = alert.getProvenance();
        putProvenance(json, provenance);
        json.put("purpose", alert.getPurpose().name());
        json.put("observedAt", alert.getObservedAt().toString());
        putTime(json, "observedUntil", alert.getObservedUntil());
        putLocation(json, alert.getPosition());
        putOfSource(json, "station", alert.getStationId(), provenance.getSourceId());
        putOfSource(json, "deployment", alert.getDeploymentId(), provenance.getSourceId());
        putWord(json, "method", alert.getMethod());
        json.put("kind", alert.getKind().name());
        putText(json, "statedKind", alert.getStatedKind());
        putNumber(json, "count", alert.getCount());
        json.put("suspicion", alert.getSuspicion().name());
        if (alert.getExplained() != null) {
            putWord(json, "explained", alert.getExplained());
        }
        putClassification(json, alert.getClassification());
        putMedia(json, alert.getMedia());
        putFlag(json, "withdrawn", alert.getWithdrawn());
    }

    private static void putPosition(ObjectNode json, PatrolPosition position) {
        json.put("team", position.getTeamId());
        json.put("at", position.getAt().toString());
        putLocation(json, position.getPosition());
        json.put("purpose", position.getPurpose().name());
        putNumber(json, "checkInMinutes", position.getCheckInMinutes());
        putFlag(json, "patrolOver", position.getPatrolOver());
        json.put("live", position.getLive());
    }

    private static void putProvenance(ObjectNode json, Provenance provenance) {
        json.put("id", provenance.getEventId());
        json.put("revision", provenance.getRevision().toString());
    }

    private static void putLocation(ObjectNode json, Position position) {
        ObjectNode location = json.putObject("location")
                .put("latitude", position.getLatitude())
                .put("longitude", position.getLongitude());
        Double uncertainty = position.getUncertaintyMetres();
        if (uncertainty != null) {
            location.put("uncertaintyMetres", uncertainty);
        }
    }

    private static void putClassification(ObjectNode json, @Nullable Classification classification) {
        if (classification == null || classification.getMethod() == ClassificationMethod.UNSPECIFIED) {
            return;
        }
        ObjectNode node = json.putObject("classification");
        putWord(node, "method", classification.getMethod());
        Double probability = classification.getProbability();
        if (probability != null) {
            node.put("probability", probability);
        }
        putText(node, "by", classification.getBy());
        putTime(node, "at", classification.getAt());
    }

    private static void putMedia(ObjectNode json, List<MediaReference> media) {
        if (media.isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray("media");
        for (MediaReference one : media) {
            ObjectNode node = array.addObject();
            putText(node, "id", one.getMediaId());
            putText(node, "sha256", one.getContentHash());
            putText(node, "mediaType", one.getMediaType());
        }
    }

    /** What is unique within the source: the centre puts the source's id before it again. */
    private static void putOfSource(ObjectNode json, String field, @Nullable String name, String sourceId) {
        if (name != null) {
            json.put(field, name.startsWith(sourceId + "/") ? name.substring(sourceId.length() + 1) : name);
        }
    }

    private static void putText(ObjectNode json, String field, @Nullable String text) {
        if (text != null) {
            json.put(field, text);
        }
    }

    /** The API has no word for what is not stated. */
    private static void putWord(ObjectNode json, String field, Enum<?> word) {
        if (!word.name().equals("UNSPECIFIED")) {
            json.put(field, word.name());
        }
    }

    private static void putFlag(ObjectNode json, String field, boolean flag) {
        if (flag) {
            json.put(field, true);
        }
    }

    private static void putNumber(ObjectNode json, String field, @Nullable Integer number) {
        if (number != null) {
            json.put(field, number);
        }
    }

    private static void putTime(ObjectNode json, String field, @Nullable Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }
}

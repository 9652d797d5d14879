package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.http.EventForm.Circumstances;
import org.amurwatch.producer.live.FaultyInput;
import org.jspecify.annotations.Nullable;

/** The fields of one item, which is as its schema has it. */
final class EventFields {

    private final JsonNode item;
    private final Circumstances circumstances;

    EventFields(JsonNode item, Circumstances circumstances) {
        this.item = item;
        this.circumstances = circumstances;
    }

    /** A revision that lies ahead would keep out every later one. */
    Provenance provenance() throws FaultyInput {
        Instant revision = time("/revision");
        String id = text("/id");
        return Provenance.newBuilder()
                .setSourceId(circumstances.sourceId())
                .setEventId(id == null ? circumstances.id() : id)
                .setRevision(
                        revision == null || revision.isAfter(circumstances.receivedAt())
                                ? circumstances.receivedAt()
                                : revision)
                .build();
    }

    Purpose purpose() {
        return choice("/purpose", Purpose.class, circumstances.purpose());
    }

    Position position() {
        return Position.newBuilder()
                .setLatitude(item.at("/location/latitude").asDouble())
                .setLongitude(item.at("/location/longitude").asDouble())
                .setUncertaintyMetres(number("/location/uncertaintyMetres"))
                .build();
    }

    ObservationMethod method() {
        return choice("/method", ObservationMethod.class, ObservationMethod.UNSPECIFIED);
    }

    @Nullable
    Classification classification() throws FaultyInput {
        if (item.at("/classification").isMissingNode()) {
            return null;
        }
        return Classification.newBuilder()
                .setMethod(
                        choice("/classification/method", ClassificationMethod.class, ClassificationMethod.UNSPECIFIED))
                .setProbability(number("/classification/probability"))
                .setBy(text("/classification/by"))
                .setAt(time("/classification/at"))
                .build();
    }

    List<MediaReference> media() {
        List<MediaReference> media = new ArrayList<>();
        for (int i = 0; i < item.at("/media").size(); i++) {
            String at = "/media/" + i;
            media.add(MediaReference.newBuilder()
                    .setMediaId(text(at + "/id"))
                    .setContentHash(text(at + "/sha256"))
                    .setMediaType(text(at + "/mediaType"))
                    .build());
        }
        return media;
    }

    /** Names and free text; null where there are none. */
    @Nullable
    PrivateDetails details(Provenance provenance) {
        String note = text("/note");
        String reporter = text("/reporter");
        if (note == null && reporter == null) {
            return null;
        }
        return PrivateDetails.newBuilder()
                .setEventKey(EventKey.of(provenance).toString())
                .setNote(note)
                .setReporter(reporter)
                .build();
    }

    /** A name that is unique within the source, made unique by it; null where there is none. */
    @Nullable
    String ofSource(String pointer) {
        String name = text(pointer);
        return name == null ? null : circumstances.sourceId() + "/" + name;
    }

    /** @throws FaultyInput if it is no time, or none is stated */
    Instant requiredTime(String pointer) throws FaultyInput {
        Instant time = time(pointer);
        if (time == null) {
            throw new FaultyInput(pointer, "A time is missing.");
        }
        return time;
    }

    @Nullable
    Instant time(String pointer) throws FaultyInput {
        String stated = text(pointer);
        if (stated == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(OffsetDateTime.parse(stated).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            // The schema lets leap seconds pass, and whatever else RFC 3339 knows and Java does not.
            throw new FaultyInput(
                    pointer, "This is no time that is known here: expected one such as 2026-01-17T06:18:44Z.");
        }
    }

    @Nullable
    String text(String pointer) {
        JsonNode node = item.at(pointer);
        return node.isMissingNode() ? null : node.asText();
    }

    @Nullable
    Integer integer(String pointer) {
        JsonNode node = item.at(pointer);
        return node.isMissingNode() ? null : (Integer) node.asInt();
    }

    @Nullable
    Double number(String pointer) {
        JsonNode node = item.at(pointer);
        return node.isMissingNode() ? null : (Double) node.asDouble();
    }

    boolean flag(String pointer, boolean otherwise) {
        return item.at(pointer).asBoolean(otherwise);
    }

    <E extends Enum<E>> @Nullable E optionalChoice(String pointer, Class<E> type) {
        String name = text(pointer);
        return name == null ? null : Enum.valueOf(type, name);
    }

    <E extends Enum<E>> E choice(String pointer, Class<E> type, E otherwise) {
        E choice = optionalChoice(pointer, type);
        return choice == null ? otherwise : choice;
    }
}

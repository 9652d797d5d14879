package org.amurwatch.consumer.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.SubjectType;
import org.jspecify.annotations.Nullable;

/** A page of a feed as a FeatureCollection of GeoJSON (RFC 7946). Of an event that was taken back stands nothing but that. */
final class GeoJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FeedSender sender;

    GeoJson(FeedSender sender) {
        this.sender = sender;
    }

    byte[] of(Feed feed, FeedPage page) {
        ObjectNode collection = NODES.objectNode().put("type", "FeatureCollection");
        collection.put("agreement", feed.agreement().getId());
        collection.put("name", feed.agreement().getName());
        collection.put("complete", !feed.cut());
        if (feed.cut()) {
            collection.put("note", FeedNotes.cut());
        }
        ArrayNode links = collection.putArray("links");
        links.addObject().put("rel", "self").put("href", sender.link(page.self()));
        if (page.next() != null) {
            links.addObject().put("rel", "next").put("href", sender.link(page.next()));
        }
        ArrayNode features = collection.putArray("features");
        page.items().forEach(item -> features.add(feature(item)));
        return collection.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode feature(FeedItem item) {
        ReleasedEvent event = item.event();
        Optional<CellShape> cell = event.getWithdrawn() ? Optional.empty() : CellShape.of(event);
        ObjectNode feature = NODES.objectNode().put("type", "Feature").put("id", event.getId());
        cell.ifPresentOrElse(
                shape -> feature.set("geometry", polygon(shape)), () -> feature.set("geometry", NODES.nullNode()));
        ObjectNode properties = feature.putObject("properties")
                .put("version", event.getVersion())
                .put("releasedAt", event.getReleasedAt().toString())
                .put("withdrawn", event.getWithdrawn());
        if (!event.getWithdrawn()) {
            describe(properties, event);
            time(properties, item);
            cell.ifPresent(shape -> place(properties, shape));
            put(properties, "stationId", event.getStationId());
            put(properties, "territoryId", event.getTerritoryId());
            put(properties, "country", event.getCountry());
            put(properties, "dataGeneralizations", event.getDataGeneralizations());
            put(properties, "informationWithheld", event.getInformationWithheld());
        }
        return feature;
    }

    /** One ring, counter-clockwise (3.1.6), longitude first. */
    private static ObjectNode polygon(CellShape cell) {
        ObjectNode polygon = NODES.objectNode().put("type", "Polygon");
        ArrayNode ring = polygon.putArray("coordinates").addArray();
        cell.ring().forEach(corner -> ring.addArray()
                .add(corner.longitude().doubleValue())
                .add(corner.latitude().doubleValue()));
        return polygon;
    }

    private static void describe(ObjectNode properties, ReleasedEvent event) {
        properties.put("purpose", word(event.getPurpose()));
        properties.put("subject", word(event.getSubject()));
        put(properties, "kind", event.getKind() == null ? null : word(event.getKind()));
        put(properties, "scientificName", event.getScientificName());
        if (event.getCount() != null) {
            properties.put("count", event.getCount());
        }
        if (event.getSubject() == SubjectType.SIGHTING) {
            put(
                    properties,
                    "lifeStage",
                    event.getLifeStage() == LifeStage.UNSPECIFIED ? null : word(event.getLifeStage()));
            put(properties, "sex", event.getSex() == Sex.UNSPECIFIED ? null : word(event.getSex()));
            put(properties, "individualAlias", event.getIndividualAlias());
        }
        put(properties, "method", event.getMethod() == ObservationMethod.UNSPECIFIED ? null : word(event.getMethod()));
    }

    private static void time(ObjectNode properties, FeedItem item) {
        ReleasedEvent event = item.event();
        properties.put("timePrecision", word(event.getTimePrecision()));
        put(properties, "observedFrom", local(event.getObservedFrom(), item.zone()));
        put(properties, "observedUntil", local(event.getObservedUntil(), item.zone()));
        put(properties, "timeZone", event.getTimeZone());
    }

    private static void place(ObjectNode properties, CellShape cell) {
        properties.put("cell", cell.id());
        properties.put("cellDegrees", cell.size().doubleValue());
        properties.put("decimalLatitude", cell.centre().getLatitude());
        properties.put("decimalLongitude", cell.centre().getLongitude());
        properties.put("coordinateUncertaintyInMeters", cell.uncertaintyMetres());
    }

    private static @Nullable String local(@Nullable Instant at, ZoneId zone) {
        return at == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone).toOffsetDateTime());
    }

    private static void put(ObjectNode properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

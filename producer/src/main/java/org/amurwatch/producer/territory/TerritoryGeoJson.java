package org.amurwatch.producer.territory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Territory;

/** Writes territories as GeoJSON (RFC 7946), a feature a line: what {@code territories load} reads. */
final class TerritoryGeoJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TerritoryGeoJson() {}

    static void write(PrintWriter out, List<Territory> territories) {
        out.println("{\"type\": \"FeatureCollection\", \"features\": [");
        for (int i = 0; i < territories.size(); i++) {
            out.println(text(feature(territories.get(i))) + (i + 1 < territories.size() ? "," : ""));
        }
        out.println("]}");
        out.flush();
    }

    private static ObjectNode feature(Territory territory) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        ObjectNode properties = feature.putObject("properties")
                .put("id", territory.getId())
                .put("name", territory.getName())
                .put("sector", territory.getSectorId())
                .put("timeZone", territory.getTimeZone());
        if (!territory.getNames().isEmpty()) {
            properties.set("names", JSON.valueToTree(territory.getNames()));
        }
        if (territory.getCountry() != null) {
            properties.put("country", territory.getCountry());
        }
        if (territory.getRetired()) {
            properties.put("retired", true);
        }
        ObjectNode geometry = feature.putObject("geometry");
        List<Polygon> polygons = territory.getPolygons();
        if (polygons.size() == 1) {
            geometry.put("type", "Polygon").set("coordinates", coordinates(polygons.get(0)));
        } else {
            ArrayNode parts = geometry.put("type", "MultiPolygon").putArray("coordinates");
            polygons.forEach(polygon -> parts.add(coordinates(polygon)));
        }
        return feature;
    }

    private static ArrayNode coordinates(Polygon polygon) {
        ArrayNode rings = JSON.createArrayNode();
        polygon.getRings().forEach(vertices -> {
            ArrayNode ring = rings.addArray();
            vertices.forEach(
                    vertex -> ring.addArray().add(vertex.getLongitude()).add(vertex.getLatitude()));
        });
        return rings;
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A territory can't be written as JSON.", e);
        }
    }
}

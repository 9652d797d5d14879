package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;

/** Places of the map as GeoJSON (RFC 7946): longitude first. */
final class PlaceJson {

    private PlaceJson() {}

    static ObjectNode collection(List<Place> places) {
        ObjectNode json = Json.object().put("type", "FeatureCollection");
        ArrayNode features = json.putArray("features");
        places.forEach(place -> features.add(feature(place)));
        return json;
    }

    private static ObjectNode feature(Place place) {
        ObjectNode json = Json.object().put("type", "Feature").put("id", place.getId());
        ObjectNode properties = json.putObject("properties")
                .put("kind", place.getKind().name())
                .put("name", place.getName())
                .put("code", place.getCode());
        ObjectNode names = properties.putObject("names");
        place.getNames().forEach(names::put);
        json.set("geometry", geometry(place));
        return json;
    }

    private static ObjectNode geometry(Place place) {
        if (!place.getPolygons().isEmpty()) {
            ArrayNode polygons = Json.NODES.arrayNode();
            place.getPolygons().forEach(polygon -> polygons.add(rings(polygon)));
            return geometry("MultiPolygon", polygons);
        }
        if (place.getLine().size() == 1 && place.getFurtherLines().isEmpty()) {
            return geometry("Point", point(place.getLine().get(0)));
        }
        ArrayNode lines = Json.NODES.arrayNode().add(points(place.getLine()));
        place.getFurtherLines().forEach(line -> lines.add(points(line)));
        return geometry("MultiLineString", lines);
    }

    private static ObjectNode geometry(String type, ArrayNode coordinates) {
        ObjectNode json = Json.object().put("type", type);
        json.set("coordinates", coordinates);
        return json;
    }

    /** Rings of a polygon. */
    static ArrayNode rings(Polygon polygon) {
        ArrayNode rings = Json.NODES.arrayNode();
        polygon.getRings().forEach(ring -> rings.add(points(ring)));
        return rings;
    }

    private static ArrayNode points(List<Vertex> line) {
        ArrayNode points = Json.NODES.arrayNode();
        line.forEach(vertex -> points.add(point(vertex)));
        return points;
    }

    private static ArrayNode point(Vertex vertex) {
        return Json.NODES.arrayNode().add(vertex.getLongitude()).add(vertex.getLatitude());
    }
}

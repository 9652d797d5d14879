package org.amurwatch.producer.territory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/**
 * The geometry of a feature, read and checked: closed rings of [longitude, latitude] in range, that bound an area. Rings
 * that turn the wrong way are turned (RFC 7946 asks readers to accept them).
 */
final class TerritoryGeometry {

    private final JsonNode geometry;
    private final Consumer<String> faults;
    private boolean sound = true;

    /** @param faults told what is wrong, in words that follow the feature's name */
    TerritoryGeometry(JsonNode geometry, Consumer<String> faults) {
        this.geometry = geometry;
        this.faults = faults;
    }

    /** The polygons; empty where faults were found. */
    List<Polygon> read() {
        String type = geometry.path("type").asText("none");
        JsonNode coordinates = geometry.path("coordinates");
        List<Polygon> polygons = new ArrayList<>();
        if (type.equals("Polygon")) {
            polygons.add(polygon(coordinates));
        } else if (type.equals("MultiPolygon")) {
            coordinates.forEach(part -> polygons.add(polygon(part)));
            if (polygons.isEmpty()) {
                fault("has a MultiPolygon without polygons.");
            }
        } else {
            fault("has a geometry of type " + type + ": expected Polygon or MultiPolygon.");
        }
        if (sound) {
            checkValid(polygons);
        }
        return sound ? polygons : List.of();
    }

    private Polygon polygon(JsonNode node) {
        List<List<Vertex>> rings = new ArrayList<>();
        for (JsonNode ring : node) {
            rings.add(ring(ring, rings.isEmpty()));
        }
        if (rings.isEmpty()) {
            fault("has a polygon without rings: expected an outer ring, then its holes.");
        }
        return Polygon.newBuilder().setRings(rings).build();
    }

    private List<Vertex> ring(JsonNode node, boolean outer) {
        List<Coordinate> corners = new ArrayList<>();
        for (JsonNode position : node) {
            Coordinate corner = corner(position);
            if (corner == null) {
                return List.of();
            }
            corners.add(corner);
        }
        if (corners.size() < 4) {
            fault("has a ring of " + corners.size() + " positions: expected at least 4, the last equal to the first.");
            return List.of();
        }
        if (!corners.get(0).equals2D(corners.get(corners.size() - 1))) {
            fault("has a ring that is not closed: its first position is " + text(corners.get(0)) + ", its last "
                    + text(corners.get(corners.size() - 1)) + "; expected the same.");
            return List.of();
        }
        for (int i = 1; i < corners.size(); i++) {
            if (Math.abs(corners.get(i).x - corners.get(i - 1).x) > 180) {
                fault("has an edge from " + text(corners.get(i - 1)) + " to " + text(corners.get(i))
                        + ", across the 180th meridian: cut the polygon there into two (RFC 7946, 3.1.9).");
                return List.of();
            }
        }
        if (Orientation.isCCW(corners.toArray(Coordinate[]::new)) != outer) {
            Collections.reverse(corners);
        }
        return corners.stream()
                .map(corner -> Vertex.newBuilder()
                        .setLongitude(corner.x)
                        .setLatitude(corner.y)
                        .build())
                .toList();
    }

    private @Nullable Coordinate corner(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            fault("has a position " + shortened(position) + ": expected [longitude, latitude], both numbers.");
            return null;
        }
        Coordinate corner =
                new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
        if (!(Math.abs(corner.y) <= 90)) {
            fault("has a position " + shortened(position) + " with latitude " + corner.y
                    + ": expected -90 to 90. GeoJSON writes [longitude, latitude]: are they swapped?");
            return null;
        }
        if (!(Math.abs(corner.x) <= 180)) {
            fault("has a position " + shortened(position) + " with longitude " + corner.x + ": expected -180 to 180.");
            return null;
        }
        return corner;
    }

    private void checkValid(List<Polygon> polygons) {
        Geometry shape = TerritoryShape.of(polygons);
        TopologyValidationError error = new IsValidOp(shape).getValidationError();
        if (error != null) {
            fault("has no valid area: " + error.getMessage().toLowerCase(Locale.ROOT) + " at "
                    + text(error.getCoordinate()) + ".");
        } else if (shape.getArea() <= 0) {
            fault("has no area.");
        }
    }

    private void fault(String what) {
        sound = false;
        faults.accept(what);
    }

    private static String text(Coordinate corner) {
        return "[" + corner.x + ", " + corner.y + "]";
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}

package org.amurwatch.producer.file;

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
 * The geometry of a feature, read and checked: positions [longitude, latitude] in range; closed rings that bound an area.
 * Rings that turn the wrong way are turned (RFC 7946 asks readers to accept them).
 */
final class FeatureGeometry {

    private final JsonNode geometry;
    private final Consumer<String> faults;
    private boolean sound = true;

    /** @param faults told what is wrong, in words that follow the feature's name */
    FeatureGeometry(JsonNode geometry, Consumer<String> faults) {
        this.geometry = geometry;
        this.faults = faults;
    }

    /** The polygons; empty where faults were found. */
    List<Polygon> polygons() {
        String type = geometry.path("type").asText("none");
        if (type.equals("Polygon") || type.equals("MultiPolygon")) {
            return polygons(type);
        }
        fault("has a geometry of type " + type + ": expected Polygon or MultiPolygon.");
        return List.of();
    }

    /** The point, lines or polygons, whichever it is; empty where faults were found. */
    FeatureForm form() {
        String type = geometry.path("type").asText("none");
        JsonNode coordinates = geometry.path("coordinates");
        switch (type) {
            case "Point" -> {
                Coordinate corner = corner(coordinates);
                return new FeatureForm(corner == null ? List.of() : List.of(List.of(vertex(corner))), List.of());
            }
            case "LineString" -> {
                return new FeatureForm(List.of(line(coordinates)), List.of());
            }
            case "MultiLineString" -> {
                List<List<Vertex>> lines = new ArrayList<>();
                coordinates.forEach(part -> lines.add(line(part)));
                if (lines.isEmpty()) {
                    fault("has a MultiLineString without lines.");
                }
                return new FeatureForm(lines, List.of());
            }
            case "Polygon", "MultiPolygon" -> {
                return new FeatureForm(List.of(), polygons(type));
            }
            default -> {
                fault("has a geometry of type " + type
                        + ": expected Point, LineString, MultiLineString, Polygon or MultiPolygon.");
                return new FeatureForm(List.of(), List.of());
            }
        }
    }

    private List<Polygon> polygons(String type) {
        JsonNode coordinates = geometry.path("coordinates");
        List<Polygon> polygons = new ArrayList<>();
        if (type.equals("Polygon")) {
            polygons.add(polygon(coordinates));
        } else {
            coordinates.forEach(part -> polygons.add(polygon(part)));
            if (polygons.isEmpty()) {
                fault("has a MultiPolygon without polygons.");
            }
        }
        if (sound) {
            checkValid(polygons);
        }
        return sound ? polygons : List.of();
    }

    private List<Vertex> line(JsonNode node) {
        List<Coordinate> corners = corners(node);
        if (corners == null) {
            return List.of();
        }
        if (corners.size() < 2) {
            fault("has a line of " + corners.size() + " positions: expected at least 2.");
            return List.of();
        }
        return crossesAntimeridian(corners, "line") ? List.of() : vertices(corners);
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
        List<Coordinate> corners = corners(node);
        if (corners == null) {
            return List.of();
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
        if (crossesAntimeridian(corners, "polygon")) {
            return List.of();
        }
        if (Orientation.isCCW(corners.toArray(Coordinate[]::new)) != outer) {
            Collections.reverse(corners);
        }
        return vertices(corners);
    }

    private boolean crossesAntimeridian(List<Coordinate> corners, String what) {
        for (int i = 1; i < corners.size(); i++) {
            if (Math.abs(corners.get(i).x - corners.get(i - 1).x) > 180) {
                fault("has an edge from " + text(corners.get(i - 1)) + " to " + text(corners.get(i))
                        + ", across the 180th meridian: cut the " + what + " there into two (RFC 7946, 3.1.9).");
                return true;
            }
        }
        return false;
    }

    private static List<Vertex> vertices(List<Coordinate> corners) {
        return corners.stream().map(FeatureGeometry::vertex).toList();
    }

    private static Vertex vertex(Coordinate corner) {
        return Vertex.newBuilder().setLongitude(corner.x).setLatitude(corner.y).build();
    }

    /** Null where a position can't be used. */
    private @Nullable List<Coordinate> corners(JsonNode node) {
        List<Coordinate> corners = new ArrayList<>();
        for (JsonNode position : node) {
            Coordinate corner = corner(position);
            if (corner == null) {
                return null;
            }
            corners.add(corner);
        }
        return corners;
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
        Geometry shape = AreaShape.of(polygons);
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

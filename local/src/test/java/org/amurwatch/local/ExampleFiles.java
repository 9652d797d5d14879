package org.amurwatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** The example reference data, read independently of the commands that load it. */
public final class ExampleFiles {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private ExampleFiles() {}

    /** A territory of the example. */
    public record Territory(String id, String sector, String country, String timeZone, JsonNode names, Geometry area) {}

    /** A team of the example. */
    public record Team(
            String id,
            boolean dutyOfficer,
            List<String> territories,
            List<String> sectors,
            List<AlertKind> kinds,
            List<String> endpoints,
            @Nullable Geometry base) {}

    /** A place of the example. */
    public record Place(String id, String kind, boolean barrier, JsonNode names, Geometry form) {}

    public static Map<String, Territory> territories() {
        Map<String, Territory> territories = new LinkedHashMap<>();
        for (JsonNode feature :
                read("/example/territories.geojson", new ObjectMapper()).get("features")) {
            JsonNode properties = feature.get("properties");
            Territory territory = new Territory(
                    properties.get("id").asText(),
                    properties.get("sector").asText(),
                    properties.get("country").asText(),
                    properties.get("timeZone").asText(),
                    properties.get("names"),
                    geometry(feature.get("geometry")));
            territories.put(territory.id(), territory);
        }
        return territories;
    }

    public static List<Team> teams() {
        List<Team> teams = new ArrayList<>();
        for (JsonNode team : read("/example/teams.yaml", new YAMLMapper()).get("teams")) {
            teams.add(new Team(
                    team.get("id").asText(),
                    team.path("role").asText().equals("duty-officer"),
                    texts(team.get("territories")),
                    texts(team.get("sectors")),
                    texts(team.get("kinds")).stream().map(AlertKind::valueOf).toList(),
                    texts(team.get("endpoints")),
                    team.has("base")
                            ? point(
                                    team.get("base").get("latitude").asDouble(),
                                    team.get("base").get("longitude").asDouble())
                            : null));
        }
        return teams;
    }

    public static Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        for (JsonNode feature :
                read("/example/places.geojson", new ObjectMapper()).get("features")) {
            JsonNode properties = feature.get("properties");
            String kind = properties.get("kind").asText();
            Place place = new Place(
                    properties.get("id").asText(),
                    kind,
                    properties.path("barrier").asBoolean(kind.equals("BORDER")),
                    properties.get("names"),
                    geometry(feature.get("geometry")));
            places.put(place.id(), place);
        }
        return places;
    }

    public static JsonNode policies() {
        return read("/example/policies.yaml", new YAMLMapper()).get("policies");
    }

    /** A GeoJSON geometry. */
    public static Geometry geometry(JsonNode geometry) {
        JsonNode coordinates = geometry.get("coordinates");
        return switch (geometry.get("type").asText()) {
            case "Point" ->
                point(coordinates.get(1).asDouble(), coordinates.get(0).asDouble());
            case "LineString" -> line(coordinates);
            case "MultiLineString" -> {
                List<LineString> parts = new ArrayList<>();
                coordinates.forEach(part -> parts.add(line(part)));
                yield GEOMETRY.createMultiLineString(parts.toArray(new LineString[0]));
            }
            case "Polygon" -> polygon(coordinates);
            default -> {
                List<Polygon> parts = new ArrayList<>();
                coordinates.forEach(part -> parts.add(polygon(part)));
                yield GEOMETRY.createMultiPolygon(parts.toArray(new Polygon[0]));
            }
        };
    }

    /** A straight way between two points. */
    public static Geometry way(Geometry from, Geometry to) {
        return GEOMETRY.createLineString(new Coordinate[] {from.getCoordinate(), to.getCoordinate()});
    }

    private static LineString line(JsonNode corners) {
        return GEOMETRY.createLineString(coordinates(corners));
    }

    private static Coordinate[] coordinates(JsonNode corners) {
        List<Coordinate> read = new ArrayList<>();
        corners.forEach(corner ->
                read.add(new Coordinate(corner.get(0).asDouble(), corner.get(1).asDouble())));
        return read.toArray(new Coordinate[0]);
    }

    public static Geometry point(double latitude, double longitude) {
        return GEOMETRY.createPoint(new Coordinate(longitude, latitude));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode ring : rings) {
            read.add(GEOMETRY.createLinearRing(coordinates(ring)));
        }
        return GEOMETRY.createPolygon(read.get(0), read.subList(1, read.size()).toArray(new LinearRing[0]));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(String resource, ObjectMapper mapper) {
        try (InputStream in = ExampleFiles.class.getResourceAsStream(resource)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

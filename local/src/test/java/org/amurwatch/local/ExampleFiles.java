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
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** The example reference data, read independently of the commands that load it. */
public final class ExampleFiles {

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private ExampleFiles() {}

    /** A territory of the example. */
    public record Territory(String id, String sector, String timeZone, JsonNode names, Geometry area) {}

    /** A team of the example. */
    public record Team(String id, List<String> territories, List<AlertKind> kinds, List<String> endpoints) {}

    public static Map<String, Territory> territories() {
        Map<String, Territory> territories = new LinkedHashMap<>();
        for (JsonNode feature :
                read("/example/territories.geojson", new ObjectMapper()).get("features")) {
            JsonNode properties = feature.get("properties");
            Territory territory = new Territory(
                    properties.get("id").asText(),
                    properties.get("sector").asText(),
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
                    texts(team.get("territories")),
                    texts(team.get("kinds")).stream().map(AlertKind::valueOf).toList(),
                    texts(team.get("endpoints"))));
        }
        return teams;
    }

    /** A GeoJSON polygon or multipolygon. */
    public static Geometry geometry(JsonNode geometry) {
        if (geometry.get("type").asText().equals("Polygon")) {
            return polygon(geometry.get("coordinates"));
        }
        List<Polygon> parts = new ArrayList<>();
        geometry.get("coordinates").forEach(part -> parts.add(polygon(part)));
        return GEOMETRY.createMultiPolygon(parts.toArray(new Polygon[0]));
    }

    public static Geometry point(double latitude, double longitude) {
        return GEOMETRY.createPoint(new Coordinate(longitude, latitude));
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode ring : rings) {
            List<Coordinate> corners = new ArrayList<>();
            ring.forEach(corner -> corners.add(
                    new Coordinate(corner.get(0).asDouble(), corner.get(1).asDouble())));
            read.add(GEOMETRY.createLinearRing(corners.toArray(new Coordinate[0])));
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

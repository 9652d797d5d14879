package org.amurwatch.producer.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What the operator of the simulated place knows about it before the first event: the map, the devices, where patrols start
 * from, and when the crew comes. A policy may use all of it.
 *
 * @param patrolBases the village that each patrol team is based in; its id is the team's
 * @param extent what lies outside of it is not simulated
 * @param visits of the crew, as planned and kept: within an hour of one, the people on camera are likely the crew
 */
public record FieldMap(
        ZoneId timeZone,
        List<CameraStation> stations,
        List<Place> acousticSensors,
        List<Place> villages,
        List<Line> roads,
        List<Line> trails,
        List<Line> rivers,
        Line border,
        List<Visit> visits,
        List<Place> patrolBases,
        Extent extent) {

    public FieldMap {
        stations = List.copyOf(stations);
        acousticSensors = List.copyOf(acousticSensors);
        villages = List.copyOf(villages);
        roads = List.copyOf(roads);
        trails = List.copyOf(trails);
        rivers = List.copyOf(rivers);
        visits = List.copyOf(visits);
        patrolBases = List.copyOf(patrolBases);
    }

    /** A named point; degrees, WGS 84. */
    public record Place(String id, double latitude, double longitude) {}

    /** A rectangle; degrees, WGS 84. */
    public record Extent(double south, double west, double north, double east) {}

    /** A line through places. */
    public record Line(String id, List<Place> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** Two cameras that face each other. */
    public record CameraStation(String id, double latitude, double longitude, boolean live, List<String> cameraIds) {
        public CameraStation {
            cameraIds = List.copyOf(cameraIds);
        }
    }

    /** The crew at a station: a deployment of its cameras ends and the next begins. */
    public record Visit(String stationId, Instant at) {}
}

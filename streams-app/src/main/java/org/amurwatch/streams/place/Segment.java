package org.amurwatch.streams.place;

import org.amurwatch.avro.Place;
import org.amurwatch.avro.Vertex;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** A straight part of a place, in degrees; a point is one without length. */
record Segment(Place place, double latitudeA, double longitudeA, double latitudeB, double longitudeB) {

    static Segment point(Place place, Vertex at) {
        return new Segment(place, at.getLatitude(), at.getLongitude(), at.getLatitude(), at.getLongitude());
    }

    boolean isPoint() {
        return latitudeA == latitudeB && longitudeA == longitudeB;
    }

    Coordinate a() {
        return new Coordinate(longitudeA, latitudeA);
    }

    Coordinate b() {
        return new Coordinate(longitudeB, latitudeB);
    }

    Envelope envelope() {
        return new Envelope(longitudeA, longitudeB, latitudeA, latitudeB);
    }
}

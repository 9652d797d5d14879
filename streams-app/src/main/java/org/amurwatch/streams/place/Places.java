package org.amurwatch.streams.place;

import java.util.Optional;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;

/** What the map says of positions. Degrees are WGS 84, distances metres along the ground. Safe for several threads. */
public interface Places {

    /** Metres to the nearest place of a kind, 0 inside an area; positive infinity where the map has none. */
    double metresTo(PlaceKind kind, double latitude, double longitude);

    /** Whether the straight way between two positions crosses a line, or the edge of an area, of a kind. */
    boolean crosses(PlaceKind kind, double fromLatitude, double fromLongitude, double toLatitude, double toLongitude);

    /** Whether the straight way between two positions crosses something that teams do not cross. */
    boolean barrierBetween(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude);

    /** The best known point (village, town, base, landmark) within some distance: the nearest, the smallest id of equals. */
    Optional<Nearby> nearestKnownPoint(double latitude, double longitude, double withinMetres);

    /**
     * A known point near a position.
     *
     * @param metres from the point to the position
     * @param bearingDegrees from the point to the position, 0 north, 90 east
     */
    record Nearby(Place place, double metres, double bearingDegrees) {}
}

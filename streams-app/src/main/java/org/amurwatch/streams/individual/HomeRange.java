package org.amurwatch.streams.individual;

import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.territory.Ground;

/**
 * The middle of where an animal was seen, and the radius around it that holds 95 of 100 sightings. It says where it was
 * photographed, not where it lives: that is for kernels and many more fixes.
 */
record HomeRange(double latitude, double longitude, double radiusMetres) {

    /** With fewer sightings nothing is said. */
    static final int LEAST_SIGHTINGS = 5;

    private static final double SHARE = 0.95;

    /** @param sightings independent ones */
    static Optional<HomeRange> of(List<IndividualSighting> sightings) {
        if (sightings.size() < LEAST_SIGHTINGS) {
            return Optional.empty();
        }
        double latitude = sightings.stream()
                .mapToDouble(seen -> seen.position().getLatitude())
                .average()
                .orElseThrow();
        double longitude = meanLongitude(sightings);
        double[] distances = sightings.stream()
                .mapToDouble(seen -> Ground.metres(
                        latitude,
                        longitude,
                        seen.position().getLatitude(),
                        seen.position().getLongitude()))
                .sorted()
                .toArray();
        return Optional.of(new HomeRange(latitude, longitude, nearestRank(distances)));
    }

    /** Counted from the first, so that the line of change of date lies in nobody's middle. */
    private static double meanLongitude(List<IndividualSighting> sightings) {
        double first = sightings.get(0).position().getLongitude();
        double east = sightings.stream()
                .mapToDouble(seen -> Math.IEEEremainder(seen.position().getLongitude() - first, 360))
                .average()
                .orElseThrow();
        return Math.IEEEremainder(first + east, 360);
    }

    private static double nearestRank(double[] sorted) {
        return sorted[(int) Math.ceil(SHARE * sorted.length) - 1];
    }

    /** Whether a place lies in it; one of its own stations always does, however few metres the mean is off. */
    boolean holds(double placeLatitude, double placeLongitude) {
        return Ground.metres(latitude, longitude, placeLatitude, placeLongitude) <= radiusMetres + 1;
    }

    /** The middle, with the radius as its uncertainty. */
    Position centre() {
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(radiusMetres)
                .build();
    }
}

package org.amurwatch.producer.widening;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.producer.file.AreaShape;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which territory a place lies in, by intake's own rule: of several the smallest, then the first by id. */
final class TerritoryOf {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private TerritoryOf() {}

    private record Candidate(Territory territory, Geometry shape) {
        static Candidate of(Territory territory) {
            return new Candidate(territory, AreaShape.of(territory.getPolygons()));
        }
    }

    static Optional<Territory> place(Position position, Collection<Territory> territories) {
        Geometry point = FACTORY.createPoint(new Coordinate(position.getLongitude(), position.getLatitude()));
        return territories.stream()
                .filter(territory -> !territory.getRetired())
                .map(Candidate::of)
                .filter(candidate -> candidate.shape.covers(point))
                .min(Comparator.comparingDouble((Candidate candidate) -> AreaShape.squareMetres(candidate.shape))
                        .thenComparing(candidate -> candidate.territory.getId()))
                .map(Candidate::territory);
    }
}

package org.amurwatch.streams.territory;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the territory of a position. Several polygons: the smallest area, then the smallest id. A territory's edge belongs
 * to it. None: the 0.1 degree cell, named by its south-west corner. Immutable, and safe for several threads.
 */
public final class TerritoryIndex {

    /** Sector of what lies in no territory. */
    public static final String OUTSIDE = "outside";

    private static final Comparator<TerritoryShape> PRECEDENCE = Comparator.comparingDouble(
                    TerritoryShape::squareMetres)
            .thenComparing(shape -> shape.territory().getId());

    private final STRtree tree = new STRtree();
    private final double sharingMetres;

    private TerritoryIndex(Collection<TerritoryShape> shapes, double sharingMetres) {
        this.sharingMetres = sharingMetres;
        shapes.forEach(shape -> tree.insert(shape.envelope(), shape));
        // Built now: a tree that is built by its first query may not be queried by two threads.
        tree.build();
    }

    /**
     * An index of territories; retired ones are left out.
     *
     * @param sharingMetres sectors as near as this to a position are told of it
     * @throws IllegalArgumentException if a territory can't be used: see {@link TerritoryShape#of}
     */
    public static TerritoryIndex of(Collection<Territory> territories, double sharingMetres) {
        return new TerritoryIndex(
                territories.stream()
                        .filter(territory -> !territory.getRetired())
                        .map(TerritoryShape::of)
                        .toList(),
                sharingMetres);
    }

    /** Where a position lies. Its coordinates must have been checked. */
    public Located locate(Position position) {
        double uncertainty = Objects.requireNonNullElse(position.getUncertaintyMetres(), 0.0);
        List<Near> near = near(position, Math.max(sharingMetres, uncertainty));
        TerritoryShape own = near.stream()
                .filter(Near::inside)
                .map(Near::shape)
                .min(PRECEDENCE)
                .orElse(null);
        String sectorId = own == null ? OUTSIDE : own.territory().getSectorId();
        TreeSet<String> shared = new TreeSet<>();
        boolean edgeUncertain = false;
        for (Near candidate : near) {
            if (candidate.inside || candidate.metresToEdge <= sharingMetres) {
                shared.add(candidate.shape.territory().getSectorId());
            }
            edgeUncertain |= position.getUncertaintyMetres() != null
                    && candidate.metresToEdge <= uncertainty
                    && wouldChangePlace(candidate.shape, own);
        }
        shared.remove(sectorId);
        return new Located(placement(position, own, sectorId, edgeUncertain), List.copyOf(shared));
    }

    /** Whether a step over the edge of {@code shape} leads to another territory: out of its own, or into a preceding one. */
    private static boolean wouldChangePlace(TerritoryShape shape, @Nullable TerritoryShape own) {
        return own == null || PRECEDENCE.compare(shape, own) <= 0;
    }

    private static Placement placement(
            Position position, @Nullable TerritoryShape own, String sectorId, boolean edgeUncertain) {
        return Placement.newBuilder()
                .setTerritoryId(own == null ? cell(position) : own.territory().getId())
                .setTerritoryName(own == null ? null : own.territory().getName())
                .setSectorId(sectorId)
                .setTimeZone(own == null ? "UTC" : own.territory().getTimeZone())
                .setEdgeUncertain(edgeUncertain)
                .build();
    }

    /** Decimal arithmetic, since 10 * 131.4 is not 1314 in binary. */
    private static String cell(Position position) {
        return OUTSIDE + "/" + tenths(position.getLatitude()) + "," + tenths(position.getLongitude());
    }

    private static String tenths(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(1, RoundingMode.FLOOR).toPlainString();
    }

    private record Near(TerritoryShape shape, boolean inside, double metresToEdge) {}

    /** Territories that hold the position or whose edge may be within {@code metres} of it. */
    private List<Near> near(Position position, double metres) {
        double latitude = position.getLatitude();
        double degreesNorth = metres / Ground.METRES_PER_DEGREE;
        double degreesEast = Ground.degreesOfLongitude(metres, latitude);
        List<Near> near = new ArrayList<>();
        for (double longitude : sameMeridian(position.getLongitude(), degreesEast)) {
            Envelope around = new Envelope(
                    longitude - degreesEast, longitude + degreesEast, latitude - degreesNorth, latitude + degreesNorth);
            for (Object found : tree.query(around)) {
                TerritoryShape shape = (TerritoryShape) found;
                near.add(new Near(shape, shape.covers(latitude, longitude), shape.metresToEdge(latitude, longitude)));
            }
        }
        return near;
    }

    /** Polygons end at the antimeridian (RFC 7946, 3.1.9), so a place near it is looked for on both sides. */
    private static List<Double> sameMeridian(double longitude, double degreesEast) {
        if (longitude + degreesEast >= 180) {
            return List.of(longitude, longitude - 360);
        }
        if (longitude - degreesEast <= -180) {
            return List.of(longitude, longitude + 360);
        }
        return List.of(longitude);
    }
}

package org.amurwatch.producer.territory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amurwatch.avro.Territory;
import org.amurwatch.producer.file.AreaShape;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Two territories that share ground. An event there belongs to the smaller; of two that are equally large, to the one whose
 * id comes first.
 *
 * @param winner the territory that events of the shared ground belong to
 * @param other the other one
 * @param squareMetres the shared ground
 */
record TerritoryOverlap(String winner, String other, double squareMetres) {

    /** Shared ground below this share of the smaller territory is an edge drawn twice, not an overlap. */
    private static final double SHARE_OF_AN_EDGE = 1e-4;

    String sentence() {
        return String.format(
                Locale.ROOT,
                "'%s' and '%s' overlap by %.2f km2: events there belong to '%s', the smaller.",
                winner,
                other,
                squareMetres / 1e6,
                winner);
    }

    /**
     * The overlaps of territories in use, in which at least one of the two is of interest.
     *
     * @param interesting ids
     */
    static List<TerritoryOverlap> among(Collection<Territory> territories, Set<String> interesting) {
        List<Drawn> all = territories.stream()
                .filter(territory ->
                        !territory.getRetired() && !territory.getPolygons().isEmpty())
                .map(Drawn::of)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        STRtree tree = new STRtree();
        for (int i = 0; i < all.size(); i++) {
            tree.insert(all.get(i).shape().getEnvelopeInternal(), i);
        }
        List<TerritoryOverlap> overlaps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Drawn first = all.get(i);
            for (Drawn second : near(tree, all, i)) {
                if (interesting.contains(first.id()) || interesting.contains(second.id())) {
                    addIfShared(overlaps, first, second);
                }
            }
        }
        return overlaps;
    }

    /** Those after one in the list whose envelopes touch its envelope, in the order of the list. */
    private static List<Drawn> near(STRtree tree, List<Drawn> all, int one) {
        List<?> found = tree.query(all.get(one).shape().getEnvelopeInternal());
        return found.stream()
                .map(Integer.class::cast)
                .filter(other -> other > one)
                .sorted()
                .map(all::get)
                .toList();
    }

    private static void addIfShared(List<TerritoryOverlap> overlaps, Drawn first, Drawn second) {
        Geometry shared = OverlayNGRobust.overlay(first.shape(), second.shape(), OverlayNG.INTERSECTION);
        double area = shared instanceof Polygonal || shared.getNumGeometries() > 1 ? AreaShape.squareMetres(shared) : 0;
        if (area > SHARE_OF_AN_EDGE * Math.min(first.squareMetres(), second.squareMetres())) {
            boolean firstWins = first.squareMetres() <= second.squareMetres();
            overlaps.add(new TerritoryOverlap(
                    firstWins ? first.id() : second.id(), firstWins ? second.id() : first.id(), area));
        }
    }

    /** A territory as drawn. */
    private record Drawn(String id, Geometry shape, double squareMetres) {
        static Drawn of(Territory territory) {
            Geometry shape = AreaShape.of(territory.getPolygons());
            return new Drawn(territory.getId(), shape, AreaShape.squareMetres(shape));
        }
    }
}

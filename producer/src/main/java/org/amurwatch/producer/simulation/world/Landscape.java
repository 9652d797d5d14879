package org.amurwatch.producer.simulation.world;

import java.util.List;

/**
 * The built world: where things are. Lists of cells are lines.
 *
 * @param hotCells where snares have always been set: one to six kilometres from a village
 * @param sensors cells with a sensor that listens for shots
 */
public record Landscape(
        Plane plane,
        Terrain terrain,
        List<Station> stations,
        List<Integer> villages,
        List<List<Integer>> roads,
        List<List<Integer>> trails,
        List<List<Integer>> rivers,
        List<Integer> border,
        List<Integer> roadCells,
        List<Integer> drivableCells,
        List<Integer> riverCells,
        List<Integer> hotCells,
        List<Integer> sensors,
        int[] stationOfCell) {

    /** The station in a cell, or -1. */
    public int stationIn(int cell) {
        return stationOfCell[cell];
    }

    /** The station nearest to a cell. */
    public Station nearestStation(int cell) {
        Station nearest = stations.get(0);
        for (Station station : stations) {
            if (terrain.metres(station.cell(), cell) < terrain.metres(nearest.cell(), cell)) {
                nearest = station;
            }
        }
        return nearest;
    }

    /** A cell at about this distance in a random direction, inside the world. */
    public int around(int cell, double metres, RandomStream random) {
        double angle = random.between(0, 2 * StrictMath.PI);
        return terrain.cell(
                terrain.east(cell) + metres * StrictMath.cos(angle),
                terrain.north(cell) + metres * StrictMath.sin(angle));
    }

    /** One of these cells within the distances from a cell; after 40 vain draws the nearest drawn. */
    public int within(List<Integer> cells, int of, double least, double most, RandomStream random) {
        int best = cells.get(random.below(cells.size()));
        double missed = Double.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            int drawn = cells.get(random.below(cells.size()));
            double metres = terrain.metres(drawn, of);
            double miss = Math.max(0, Math.max(least - metres, metres - most));
            if (miss < missed) {
                missed = miss;
                best = drawn;
            }
            if (miss == 0) {
                break;
            }
        }
        return best;
    }
}

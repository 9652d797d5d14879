package org.amurwatch.producer.simulation.world;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The land in cells of 500 by 500 metres (0.25 km2, the area for which Ibbett 2020 measured how snares are found): what a
 * cell is crossed by, what that costs, and the cheapest way between two cells.
 */
public final class Terrain {

    public static final int CELL_METRES = 500;

    public static final byte FOREST = 0;
    public static final byte TRAIL = 1;
    /** A forest track that a vehicle can follow. */
    public static final byte TRACK = 2;

    public static final byte ROAD = 3;

    private final int columns;
    private final int rows;
    private final byte[] ways;
    private final boolean[] rivers;

    public Terrain(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.ways = new byte[columns * rows];
        this.rivers = new boolean[columns * rows];
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public int cells() {
        return ways.length;
    }

    /** The cell of a place; a place outside belongs to the nearest cell at the edge. */
    public int cell(double eastMetres, double northMetres) {
        int column = Math.min(columns - 1, Math.max(0, (int) StrictMath.floor(eastMetres / CELL_METRES)));
        int row = Math.min(rows - 1, Math.max(0, (int) StrictMath.floor(northMetres / CELL_METRES)));
        return row * columns + column;
    }

    public double east(int cell) {
        return (cell % columns + 0.5) * CELL_METRES;
    }

    public double north(int cell) {
        return (cell / columns + 0.5) * CELL_METRES;
    }

    public byte way(int cell) {
        return ways[cell];
    }

    public boolean river(int cell) {
        return rivers[cell];
    }

    /** A better way replaces a worse one. */
    void makeWay(int cell, byte way) {
        ways[cell] = (byte) Math.max(ways[cell], way);
    }

    void makeRiver(int cell) {
        rivers[cell] = true;
    }

    public double metres(int from, int to) {
        return StrictMath.hypot(east(from) - east(to), north(from) - north(to));
    }

    /** Seconds from a cell to the one beside it. */
    double seconds(int from, int to, Gait gait) {
        boolean straight = from % columns == to % columns || from / columns == to / columns;
        double kilometres = straight ? 0.5 : 0.5 * StrictMath.sqrt(2);
        double minutes = kilometres * (gait.minutesPerKilometre(ways[from]) + gait.minutesPerKilometre(ways[to])) / 2;
        boolean ford = rivers[to] && !rivers[from] && ways[to] != ROAD;
        return (minutes + (ford ? gait.minutesPerFord() : 0)) * 60;
    }

    /** The cheapest way, both ends in it: A* with the gait's best pace as its estimate. Ties fall by cell number. */
    public int[] route(int from, int to, Gait gait) {
        int[] previous = new int[ways.length];
        double[] cost = new double[ways.length];
        Arrays.fill(cost, Double.MAX_VALUE);
        PriorityQueue<Open> open = new PriorityQueue<>();
        cost[from] = 0;
        previous[from] = -1;
        open.add(new Open(estimate(from, to, gait), 0, from));
        while (true) {
            Open next = open.remove();
            int cell = next.cell();
            if (cell == to) {
                return trace(previous, to);
            }
            if (next.cost() > cost[cell]) {
                continue;
            }
            int column = cell % columns;
            int row = cell / columns;
            for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                    int beside = r * columns + c;
                    double reached = cost[cell] + seconds(cell, beside, gait);
                    if (beside != cell && reached < cost[beside]) {
                        cost[beside] = reached;
                        previous[beside] = cell;
                        open.add(new Open(reached + estimate(beside, to, gait), reached, beside));
                    }
                }
            }
        }
    }

    private double estimate(int from, int to, Gait gait) {
        return metres(from, to) / 1000 * gait.best() * 60;
    }

    private static int[] trace(int[] previous, int to) {
        int length = 0;
        for (int cell = to; cell >= 0; cell = previous[cell]) {
            length++;
        }
        int[] route = new int[length];
        for (int cell = to; cell >= 0; cell = previous[cell]) {
            route[--length] = cell;
        }
        return route;
    }

    private record Open(double estimate, double cost, int cell) implements Comparable<Open> {
        @Override
        public int compareTo(Open other) {
            int order = Double.compare(estimate, other.estimate);
            return order != 0 ? order : Integer.compare(cell, other.cell);
        }
    }
}

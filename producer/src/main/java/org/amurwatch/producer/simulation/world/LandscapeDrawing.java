package org.amurwatch.producer.simulation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.SimulationSettings.Acoustic;
import org.amurwatch.producer.simulation.SimulationSettings.World;

/** Draws a landscape from the seed: rivers, a road with its branches, villages, stations, trails and tracks. */
public final class LandscapeDrawing {

    private final World world;
    private final Acoustic acoustic;
    private final long seed;
    private final double width;
    private final double height;
    private final Terrain terrain;
    private final List<List<Integer>> roads = new ArrayList<>();
    private final List<List<Integer>> trails = new ArrayList<>();
    private final List<List<Integer>> rivers = new ArrayList<>();
    private final List<Integer> villages = new ArrayList<>();
    private final List<Integer> roadCells = new ArrayList<>();

    public LandscapeDrawing(SimulationSettings settings, long seed) {
        this.world = settings.world();
        this.acoustic = settings.acoustic();
        this.seed = seed;
        this.width = world.stationColumns() * world.stationSpacingKilometres() * 1000;
        this.height = world.stationRows() * world.stationSpacingKilometres() * 1000;
        this.terrain = new Terrain((int) StrictMath.ceil(width / Terrain.CELL_METRES), (int)
                StrictMath.ceil(height / Terrain.CELL_METRES));
    }

    public Landscape draw() {
        drawRivers();
        drawRoads();
        List<Station> stations = stations();
        drawTrails(stations);
        drawOtherTrails();
        int[] stationOfCell = new int[terrain.cells()];
        Arrays.fill(stationOfCell, -1);
        stations.forEach(station -> stationOfCell[station.cell()] = station.number());
        List<Integer> drivable = new ArrayList<>();
        List<Integer> riverCells = new ArrayList<>();
        List<Integer> hot = new ArrayList<>();
        for (int cell = 0; cell < terrain.cells(); cell++) {
            if (terrain.way(cell) >= Terrain.TRACK) {
                drivable.add(cell);
            }
            if (terrain.river(cell)) {
                riverCells.add(cell);
            }
            double fromVillage = metresToNearest(villages, cell);
            if (fromVillage > 1000 && fromVillage < 6000) {
                hot.add(cell);
            }
        }
        return new Landscape(
                new Plane(world.originLatitude(), world.originLongitude()),
                terrain,
                stations,
                villages,
                roads,
                trails,
                rivers,
                border(),
                roadCells,
                drivable,
                riverCells,
                hot,
                sensors(),
                stationOfCell);
    }

    private void drawRivers() {
        for (int i = 0; i < world.rivers(); i++) {
            RandomStream random = RandomStream.of(seed, "river", i);
            double north = height * (i + random.between(0.3, 0.7)) / world.rivers();
            List<Integer> river = line(
                    terrain.cell(0, north), terrain.cell(width, north + random.between(-0.1, 0.1) * height), random);
            river.forEach(terrain::makeRiver);
            rivers.add(river);
        }
    }

    private void drawRoads() {
        RandomStream random = RandomStream.of(seed, "roads");
        road(line(
                terrain.cell(width * random.between(0.45, 0.65), 0),
                terrain.cell(width * random.between(0.45, 0.65), height),
                random));
        for (int i = 0; i < world.villages(); i++) {
            int village =
                    terrain.cell(width * random.between(0.08, 0.92), height * (i + random.next()) / world.villages());
            villages.add(village);
            road(line(village, nearestRoad(village), random));
        }
    }

    private void road(List<Integer> cells) {
        cells.forEach(cell -> terrain.makeWay(cell, Terrain.ROAD));
        roads.add(cells);
        roadCells.addAll(cells);
    }

    private List<Station> stations() {
        List<Station> stations = new ArrayList<>();
        double spacing = world.stationSpacingKilometres() * 1000;
        double jitter = world.stationJitterKilometres() * 1000;
        int all = world.stationColumns() * world.stationRows();
        RandomStream choice = RandomStream.of(seed, "live");
        int live = (int) StrictMath.round(all * world.liveShare());
        for (int number = 0; number < all; number++) {
            RandomStream random = RandomStream.of(seed, "station", number);
            double east = (number % world.stationColumns() + 0.5) * spacing + random.between(-jitter, jitter);
            double north = (number / world.stationColumns() + 0.5) * spacing + random.between(-jitter, jitter);
            int cell = terrain.cell(east, north);
            boolean sends = choice.chance(live / (double) (all - number));
            live -= sends ? 1 : 0;
            stations.add(new Station(
                    number,
                    String.format(Locale.ROOT, "S%04d", number + 1),
                    east,
                    north,
                    cell,
                    sends,
                    metresToRiver(cell) < 1200,
                    metresToNearest(villages, cell)));
        }
        return stations;
    }

    /** Each station stands on a trail that leads towards the roads, by the neighbour that is nearer to one. */
    private void drawTrails(List<Station> stations) {
        int columns = world.stationColumns();
        for (Station station : stations) {
            RandomStream random = RandomStream.of(seed, "trail", station.number());
            int road = nearestRoad(station.cell());
            double nearest = terrain.metres(station.cell(), road);
            int to = road;
            for (int step : new int[] {-1, 1, -columns, columns}) {
                int number = station.number() + step;
                boolean beside = number >= 0
                        && number < stations.size()
                        && (Math.abs(step) > 1 || number / columns == station.number() / columns);
                if (beside) {
                    int cell = stations.get(number).cell();
                    double metres = terrain.metres(cell, nearestRoad(cell));
                    if (metres < nearest
                            && terrain.metres(station.cell(), cell) < terrain.metres(station.cell(), road)) {
                        nearest = metres;
                        to = cell;
                    }
                }
            }
            trail(line(station.cell(), to, random), random);
        }
    }

    private void drawOtherTrails() {
        for (int i = 0; i < world.trailsWithoutStations(); i++) {
            RandomStream random = RandomStream.of(seed, "other trail", i);
            int from = random.chance(0.5)
                    ? villages.get(random.below(villages.size()))
                    : roadCells.get(random.below(roadCells.size()));
            double angle = random.between(0, 2 * StrictMath.PI);
            double metres = random.between(2000, 9000);
            trail(
                    line(
                            from,
                            terrain.cell(
                                    terrain.east(from) + metres * StrictMath.cos(angle),
                                    terrain.north(from) + metres * StrictMath.sin(angle)),
                            random),
                    random);
        }
    }

    private void trail(List<Integer> cells, RandomStream random) {
        byte way = random.chance(world.forestTrackShare()) ? Terrain.TRACK : Terrain.TRAIL;
        cells.forEach(cell -> terrain.makeWay(cell, way));
        trails.add(cells);
    }

    private List<Integer> border() {
        double east = world.borderEast() == 1 ? width : 0;
        return List.of(terrain.cell(east, 0), terrain.cell(east, height / 2), terrain.cell(east, height));
    }

    /** A square around the village in the middle of the list, where shots are many. */
    private List<Integer> sensors() {
        List<Integer> sensors = new ArrayList<>();
        double spacing = StrictMath.sqrt(acoustic.squareKilometresPerSensor()) * 1000;
        int side = (int) StrictMath.round(
                StrictMath.sqrt(acoustic.coveredSquareKilometres() / acoustic.squareKilometresPerSensor()));
        int middle = villages.get(villages.size() / 2);
        double west = Math.max(0, Math.min(width - side * spacing, terrain.east(middle) - side * spacing / 2));
        double south = Math.max(0, Math.min(height - side * spacing, terrain.north(middle) - side * spacing / 2));
        for (int i = 0; i < side * side; i++) {
            sensors.add(terrain.cell(west + (i % side + 0.5) * spacing, south + (i / side + 0.5) * spacing));
        }
        return sensors;
    }

    /** A line of cells, each beside the next, that wanders on its way. */
    private List<Integer> line(int from, int to, RandomStream random) {
        List<Integer> cells = new ArrayList<>();
        int columns = terrain.columns();
        int column = from % columns;
        int row = from / columns;
        cells.add(from);
        while (column != to % columns || row != to / columns) {
            int east = Integer.signum(to % columns - column);
            int north = Integer.signum(to / columns - row);
            if (random.chance(0.35) && terrain.metres(row * columns + column, to) > 1500) {
                if (Math.abs(to % columns - column) > Math.abs(to / columns - row)) {
                    north = random.below(3) - 1;
                } else {
                    east = random.below(3) - 1;
                }
            }
            column = Math.min(columns - 1, Math.max(0, column + east));
            row = Math.min(terrain.rows() - 1, Math.max(0, row + north));
            cells.add(row * columns + column);
        }
        return cells;
    }

    private int nearestRoad(int cell) {
        int nearest = roadCells.get(0);
        for (int road : roadCells) {
            if (terrain.metres(road, cell) < terrain.metres(nearest, cell)) {
                nearest = road;
            }
        }
        return nearest;
    }

    private double metresToRiver(int cell) {
        return rivers.stream()
                .mapToDouble(river -> metresToNearest(river, cell))
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private double metresToNearest(List<Integer> cells, int to) {
        double nearest = Double.MAX_VALUE;
        for (int cell : cells) {
            nearest = Math.min(nearest, terrain.metres(cell, to));
        }
        return nearest;
    }
}

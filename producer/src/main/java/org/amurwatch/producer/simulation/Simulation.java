package org.amurwatch.producer.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.amurwatch.producer.simulation.FieldMap.CameraStation;
import org.amurwatch.producer.simulation.FieldMap.Line;
import org.amurwatch.producer.simulation.FieldMap.Place;
import org.amurwatch.producer.simulation.FieldMap.Visit;
import org.amurwatch.producer.simulation.agents.Animals;
import org.amurwatch.producer.simulation.agents.BigCats;
import org.amurwatch.producer.simulation.agents.Crew;
import org.amurwatch.producer.simulation.agents.FieldSigns;
import org.amurwatch.producer.simulation.agents.Incursions;
import org.amurwatch.producer.simulation.agents.Patrols;
import org.amurwatch.producer.simulation.agents.Stage;
import org.amurwatch.producer.simulation.agents.Tips;
import org.amurwatch.producer.simulation.agents.Villagers;
import org.amurwatch.producer.simulation.sensors.CameraFleet;
import org.amurwatch.producer.simulation.sensors.CrewVisits;
import org.amurwatch.producer.simulation.sensors.EventPrinter;
import org.amurwatch.producer.simulation.sensors.EventQueue;
import org.amurwatch.producer.simulation.sensors.ShotSensors;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.LandscapeDrawing;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.Station;
import org.amurwatch.producer.simulation.world.Sun;
import org.amurwatch.producer.simulation.world.Terrain;
import org.amurwatch.producer.simulation.world.Weather;

/**
 * A simulated world over some days. The same settings, seed and days give the same events, whatever the machine. Local days
 * are simulated one after the other; what arrives after the last of them is not given out.
 */
public final class Simulation {

    /** No event lies further outside the land: a fringe, so that each event lies within the extent. */
    private static final double CELL_SPREAD_METRES = 50;

    private final Period period;
    private final Landscape landscape;
    private final EventQueue queue = new EventQueue();
    private final CrewVisits visits;
    private final CameraFleet cameras;
    private final ShotSensors shotSensors;
    private final FieldSigns signs = new FieldSigns();
    private final Incursions incursions;
    private final Tips tips;
    private final Villagers villagers;
    private final Animals animals;
    private final BigCats cats;
    private final Patrols patrols;
    private final Crew crew;
    private boolean ran;

    public Simulation(SimulationSettings settings, long seed, LocalDate from, int days) {
        this.period = new Period(from, days, settings.world().timeZone());
        this.landscape = new LandscapeDrawing(settings, seed).draw();
        EventPrinter printer = new EventPrinter(landscape, queue);
        Weather weather = new Weather(seed);
        int middle = landscape.terrain().cells() / 2;
        Sun sun = new Sun(
                landscape.plane().latitude(landscape.terrain().north(middle)),
                landscape.plane().longitude(landscape.terrain().east(middle)));
        this.visits =
                new CrewVisits(landscape.stations(), period, settings.crew().visitsPerYear(), seed);
        this.cameras = new CameraFleet(settings, landscape, period, visits, printer, seed);
        this.shotSensors = new ShotSensors(settings.acoustic(), landscape, period, weather, sun, printer, seed);
        Stage stage = new Stage(settings, seed, period, landscape, weather, sun, cameras, shotSensors, printer, signs);
        this.tips = new Tips(stage);
        this.cats = new BigCats(stage);
        this.incursions = new Incursions(stage, tips, cats);
        this.villagers = new Villagers(stage);
        this.animals = new Animals(stage);
        this.patrols = new Patrols(stage, tips);
        this.crew = new Crew(stage);
    }

    /** What the operator knows beforehand. */
    public FieldMap map() {
        List<CameraStation> stations = new ArrayList<>();
        List<Visit> planned = new ArrayList<>();
        for (Station station : landscape.stations()) {
            stations.add(new CameraStation(
                    station.id(),
                    landscape.plane().latitude(station.north()),
                    landscape.plane().longitude(station.east()),
                    station.live(),
                    List.of("camera-" + station.id() + "-A", "camera-" + station.id() + "-B")));
            for (long at : visits.within(station, period.begin(), period.end())) {
                planned.add(new Visit(station.id(), Instant.ofEpochSecond(at)));
            }
        }
        planned.sort(Comparator.comparing(Visit::at).thenComparing(Visit::stationId));
        return new FieldMap(
                period.zone(),
                stations,
                places("acoustic-", landscape.sensors()),
                places("village-", landscape.villages()),
                lines("road-", landscape.roads()),
                lines("trail-", landscape.trails()),
                lines("river-", landscape.rivers()),
                new Line("border", places("border-", landscape.border())),
                planned,
                patrols.bases().entrySet().stream()
                        .map(base -> place(base.getKey(), base.getValue()))
                        .toList(),
                extent());
    }

    private FieldMap.Extent extent() {
        double east = (double) landscape.terrain().columns() * Terrain.CELL_METRES;
        double north = (double) landscape.terrain().rows() * Terrain.CELL_METRES;
        return new FieldMap.Extent(
                landscape.plane().latitude(-CELL_SPREAD_METRES),
                landscape.plane().longitude(-CELL_SPREAD_METRES),
                landscape.plane().latitude(north + CELL_SPREAD_METRES),
                landscape.plane().longitude(east + CELL_SPREAD_METRES));
    }

    /** Gives everything to the sink, once. */
    public SimulationSummary run(SimulationSink sink) {
        return run(sink, day -> {});
    }

    /**
     * Gives everything to the sink, once, and tells how many days are done.
     *
     * @throws IllegalStateException if it ran before
     */
    public SimulationSummary run(SimulationSink sink, IntConsumer progress) {
        if (ran) {
            throw new IllegalStateException("A simulation runs once: make another with the same seed.");
        }
        ran = true;
        for (int day = 0; day < period.days(); day++) {
            signs.forget(period.start(day) - 86_400);
            incursions.day(day, sink);
            tips.day(day);
            shotSensors.day(day);
            villagers.day(day);
            animals.day(day);
            cats.day(day);
            cameras.falsePersons(day);
            patrols.day(day);
            // Last of those whom cameras see: it reads the cards.
            crew.day(day);
            cameras.stillWatching(day);
            queue.drain(period.start(day + 1), sink);
            progress.accept(day + 1);
        }
        return new SimulationSummary(
                cameras.workingNights(),
                landscape.sensors().size() * (double) period.days(),
                cameras.failed(),
                cameras.taken(),
                patrols.walked(),
                patrols.meanHours(),
                patrols.snaresPerSweptKilometre());
    }

    private List<Place> places(String name, List<Integer> cells) {
        List<Place> places = new ArrayList<>();
        for (int cell : cells) {
            places.add(place(String.format(Locale.ROOT, "%s%03d", name, places.size() + 1), cell));
        }
        return places;
    }

    private Place place(String id, int cell) {
        return new Place(
                id,
                landscape.plane().latitude(landscape.terrain().north(cell)),
                landscape.plane().longitude(landscape.terrain().east(cell)));
    }

    private List<Line> lines(String name, List<List<Integer>> all) {
        List<Line> lines = new ArrayList<>();
        for (List<Integer> cells : all) {
            String id = String.format(Locale.ROOT, "%s%03d", name, lines.size() + 1);
            lines.add(new Line(id, places(id + "-", cells)));
        }
        return lines;
    }
}

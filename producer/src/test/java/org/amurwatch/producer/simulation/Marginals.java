package org.amurwatch.producer.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.amurwatch.producer.simulation.world.Sun;

/** Counts what a year of a simulated world shows; half a year more is simulated, so that the cards of the year are read. */
final class Marginals implements SimulationSink {

    static final int YEAR = 365;
    private static final int CARDS_READ = 215;

    private final Instant begin;
    private final Instant end;
    private final int cameras;
    private final int teams;
    private final Sun sun;
    private final ZoneId zone;
    private final Map<String, Integer> species = new HashMap<>();
    private final Map<Origin, Integer> people = new EnumMap<>(Origin.class);
    private final Map<String, Integer> villagersByStation = new HashMap<>();
    private final Map<Origin, Integer> shots = new EnumMap<>(Origin.class);
    private final Map<LocalDate, Integer> falseAlarms = new HashMap<>();
    private final Set<String> incursions = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Behaviour, Integer> behaviours = new EnumMap<>(Behaviour.class);
    private final SimulationSummary summary;
    private final int stations;
    private int villagers;
    private int dark;
    private int named;
    private int misnamed;

    Marginals(String name, long seed) {
        SimulationSettings settings = SimulationSettings.read(name);
        int more = settings.world().liveShare() < 1 ? CARDS_READ : 1;
        Simulation simulation = new Simulation(settings, seed, RecordedRun.FROM, YEAR + more);
        FieldMap map = simulation.map();
        zone = map.timeZone();
        begin = RecordedRun.FROM.atStartOfDay(zone).toInstant();
        end = RecordedRun.FROM.plusDays(YEAR).atStartOfDay(zone).toInstant();
        cameras = settings.cameraCount();
        teams = settings.patrols().teams();
        stations = map.stations().size();
        sun = new Sun(
                map.stations().get(stations / 2).latitude(),
                map.stations().get(stations / 2).longitude());
        summary = simulation.run(this);
    }

    @Override
    public void incursion(Incursion incursion) {
        if (incursion.begin().isBefore(end)) {
            incursions.add(incursion.id());
            behaviours.merge(incursion.behaviour(), 1, Integer::sum);
        }
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        if (cause.incursionId() != null) {
            seen.add(cause.incursionId());
        }
        if (event.observedAt().isBefore(begin) || !event.observedAt().isBefore(end)) {
            return;
        }
        boolean camera = event.sensor() == Sensor.CAMERA_CARD || event.sensor() == Sensor.CAMERA_LIVE;
        switch (event.kind()) {
            case SIGHTING -> animal(event, cause);
            case HUMAN_PRESENCE, VEHICLE, WEAPON -> {
                if (camera) {
                    person(event, cause);
                }
            }
            case GUNSHOT -> {
                if (event.sensor() == Sensor.ACOUSTIC) {
                    shot(event, cause);
                }
            }
            default -> {}
        }
    }

    private void animal(SimulatedEvent event, Cause cause) {
        species.merge(event.scientificName(), 1, Integer::sum);
        if (event.individualId() != null) {
            named++;
            misnamed += event.individualId().equals(cause.individualId()) ? 0 : 1;
        }
    }

    private void person(SimulatedEvent event, Cause cause) {
        people.merge(cause.origin(), 1, Integer::sum);
        if (cause.origin() == Origin.VILLAGER) {
            villagers++;
            villagersByStation.merge(event.stationId(), 1, Integer::sum);
            LocalDate date = event.observedAt().atZone(zone).toLocalDate();
            dark += sun.on(date).dark(event.observedAt().getEpochSecond()) ? 1 : 0;
        }
    }

    private void shot(SimulatedEvent event, Cause cause) {
        shots.merge(cause.origin(), 1, Integer::sum);
        if (cause.origin() == Origin.STORM || cause.origin() == Origin.DETECTOR_ERROR) {
            falseAlarms.merge(event.observedAt().atZone(zone).toLocalDate(), 1, Integer::sum);
        }
    }

    /** All figures, by name. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        double nights = cameras * (double) YEAR;
        double real = people.entrySet().stream()
                .filter(entry -> entry.getKey() != Origin.DETECTOR_ERROR)
                .mapToInt(Map.Entry::getValue)
                .sum();
        figures.put("people a day per 400 cameras", real / YEAR * 400 / cameras);
        figures.put(
                "false persons a day per 400 cameras", people.getOrDefault(Origin.DETECTOR_ERROR, 0) / nights * 400);
        figures.put("share of crew", people.getOrDefault(Origin.CREW, 0) / real);
        figures.put("share of incursions in people", people.getOrDefault(Origin.INCURSION, 0) / real);
        figures.put("share of villagers in the dark", dark / (double) villagers);
        figures.put("share of the top tenth of stations", topTenth());
        for (String name : new String[] {
            "Panthera pardus orientalis",
            "Panthera tigris altaica",
            "Cervus nippon",
            "Capreolus pygargus",
            "Sus scrofa",
            "Bos taurus"
        }) {
            figures.put(name + " per 100 camera-nights", species.getOrDefault(name, 0) / nights * 100);
        }
        figures.put("individuals misidentified", misnamed / (double) named);
        double sensorDays = summary.sensorDays() / runDays() * YEAR;
        double wrong = shots.getOrDefault(Origin.STORM, 0) + shots.getOrDefault(Origin.DETECTOR_ERROR, 0);
        figures.put("false alarms per sensor-day", wrong / sensorDays);
        figures.put("share of false alarms on their worst tenth of days", worstTenth(wrong));
        figures.put(
                "real shots heard per sensor-day",
                (shots.getOrDefault(Origin.LAWFUL_SHOT, 0) + shots.getOrDefault(Origin.INCURSION, 0)) / sensorDays);
        figures.put("cameras failed a year", summary.camerasFailed() / summary.cameraNights() * YEAR);
        figures.put("cameras taken per incursion", summary.camerasTaken() / (incursions.size() * runDays() / YEAR));
        figures.put("patrols per team and month", summary.patrols() / (double) teams / runDays() * YEAR / 12);
        figures.put("hours per patrol", summary.meanPatrolHours());
        figures.put("snares found per km swept", summary.snaresPerSweptKilometre());
        figures.put("incursions a day per 400 cameras", incursions.size() / (double) YEAR * 400 / cameras);
        figures.put("skin poachers a year", (double) behaviours.getOrDefault(Behaviour.SKIN_POACHER, 0));
        figures.put(
                "share of incursions without any event",
                incursions.stream().filter(id -> !seen.contains(id)).count() / (double) incursions.size());
        return figures;
    }

    private double runDays() {
        return YEAR + (zone.getId().contains("Vladivostok") ? CARDS_READ : 1);
    }

    private double topTenth() {
        return villagersByStation.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(stations / 10)
                        .mapToInt(Integer::intValue)
                        .sum()
                / (double) villagers;
    }

    private double worstTenth(double all) {
        return falseAlarms.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(YEAR / 10)
                        .mapToInt(Integer::intValue)
                        .sum()
                / all;
    }
}

package org.amurwatch.producer.simulation;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.amurwatch.failure.CommandFailure;

/**
 * The figures of a simulated world. Names carry units; shares and probabilities are from 0 to 1. What each number rests on
 * stands beside it in the file.
 */
public record SimulationSettings(
        World world,
        People people,
        Crew crew,
        Patrols patrols,
        Cameras cameras,
        Acoustic acoustic,
        Animals animals,
        Incursions incursions) {

    /**
     * Reads settings by name (russia, china, each also with -low and -high) or from a file.
     *
     * @throws CommandFailure exit 2, naming file, key and expected range
     */
    public static SimulationSettings read(String nameOrFile) {
        SettingsReader in = new SettingsReader(nameOrFile, SettingsFile.read(nameOrFile));
        SimulationSettings settings = new SimulationSettings(
                World.read(in),
                People.read(in),
                Crew.read(in),
                Patrols.read(in),
                Cameras.read(in),
                Acoustic.read(in),
                Animals.read(in),
                Incursions.read(in));
        in.finish();
        settings.checkSums(nameOrFile);
        return settings;
    }

    private void checkSums(String file) {
        double shares = incursions.netterShare
                + incursions.nightHunterShare
                + incursions.snareSetterShare
                + incursions.dogHunterShare;
        if (Math.abs(shares - 1) > 1e-9) {
            throw CommandFailure.usage(
                    "The simulation can't take " + file + ": the incursions' netterShare, nightHunterShare,"
                            + " snareSetterShare and dogHunterShare sum to " + shares + ", expected 1.");
        }
        if (patrols.perMonthLeast > patrols.perMonthMost || incursions.snaresLeast > incursions.snaresMost) {
            throw CommandFailure.usage("The simulation can't take " + file
                    + ": perMonthLeast and snaresLeast must not be over perMonthMost and snaresMost.");
        }
    }

    /** As many cameras as the world has. */
    public int cameraCount() {
        return 2 * world.stationColumns * world.stationRows;
    }

    /** Incursions of all kinds but the skin poacher's, in the whole world. */
    public double incursionsPerYear() {
        return incursions.perDayPer400Cameras * 365 * cameraCount() / 400;
    }

    /** The same world with another rate of incursions, the skin poacher's apart. */
    public SimulationSettings withIncursionsPerYear(double perYear) {
        return new SimulationSettings(
                world,
                people,
                crew,
                patrols,
                cameras,
                acoustic,
                animals,
                incursions.withRate(perYear / 365 / cameraCount() * 400));
    }

    /** The place and what is built in it. */
    public record World(
            ZoneId timeZone,
            double originLatitude,
            double originLongitude,
            int stationColumns,
            int stationRows,
            double stationSpacingKilometres,
            double stationJitterKilometres,
            double liveShare,
            int villages,
            double forestTrackShare,
            int trailsWithoutStations,
            int rivers,
            int borderEast) {
        private static World read(SettingsReader in) {
            return new World(
                    zone(in),
                    in.number("world.originLatitude", 42.3, 44.5),
                    in.number("world.originLongitude", 129.5, 132.5),
                    in.count("world.stationColumns", 2, 100),
                    in.count("world.stationRows", 2, 100),
                    in.number("world.stationSpacingKilometres", 1, 10),
                    in.number("world.stationJitterKilometres", 0, 1),
                    in.number("world.liveShare", 0, 1),
                    in.count("world.villages", 1, 100),
                    in.number("world.forestTrackShare", 0, 1),
                    in.count("world.trailsWithoutStations", 0, 2000),
                    in.count("world.rivers", 1, 20),
                    in.count("world.borderEast", 0, 1));
        }

        private static ZoneId zone(SettingsReader in) {
            String name = in.text("world.timeZone", "[A-Za-z]+/[A-Za-z_]+", "a time zone such as Asia/Vladivostok");
            try {
                return ZoneId.of(name.isEmpty() ? "UTC" : name);
            } catch (DateTimeException e) {
                throw CommandFailure.usage(
                        "world.timeZone is " + name + ": expected a time zone such as Asia/Vladivostok.");
            }
        }
    }

    /** Villagers and gatherers: the people who do no harm. */
    public record People(
            double eventsPerDayPer400Cameras,
            double gammaShape,
            double darkShare,
            double returnShare,
            double onwardShare,
            double vehicleShare,
            double dogShare,
            double takenForArmedShare,
            double weekendFactor,
            double springGatheringFactor,
            double autumnGatheringFactor,
            double salmonFactor,
            double newYearFactor,
            double winterFactor) {
        private static People read(SettingsReader in) {
            return new People(
                    in.number("people.eventsPerDayPer400Cameras", 80, 163),
                    in.number("people.gammaShape", 0.15, 1.3),
                    in.number("people.darkShare", 0.02, 0.2),
                    in.number("people.returnShare", 0, 1),
                    in.number("people.onwardShare", 0, 1),
                    in.number("people.vehicleShare", 0, 1),
                    in.number("people.dogShare", 0, 1),
                    in.number("people.takenForArmedShare", 0, 0.1),
                    in.number("people.weekendFactor", 1, 5),
                    in.number("people.springGatheringFactor", 1, 5),
                    in.number("people.autumnGatheringFactor", 1, 5),
                    in.number("people.salmonFactor", 1, 5),
                    in.number("people.newYearFactor", 1, 5),
                    in.number("people.winterFactor", 0.1, 1));
        }
    }

    /** The camera crew. */
    public record Crew(int visitsPerYear, int passagesAtEachEnd, double uploadDays) {
        private static Crew read(SettingsReader in) {
            return new Crew(
                    in.count("crew.visitsPerYear", 1, 12),
                    in.count("crew.passagesAtEachEnd", 1, 5),
                    in.number("crew.uploadDays", 0, 30));
        }
    }

    /** Patrols and what they find. */
    public record Patrols(
            int teams,
            int perMonthLeast,
            int perMonthMost,
            double hours,
            double positionsKnown,
            double positionMinutes,
            double nightShare,
            double sweepShare,
            double radioShare,
            double snareFound,
            int oldSnares,
            double tipOffShare,
            double rumoursPerYear) {
        private static Patrols read(SettingsReader in) {
            return new Patrols(
                    in.count("patrols.teams", 1, 100),
                    in.count("patrols.perMonthLeast", 1, 28),
                    in.count("patrols.perMonthMost", 1, 28),
                    in.number("patrols.hours", 1, 12),
                    in.number("patrols.positionsKnown", 0.5, 0.95),
                    in.number("patrols.positionMinutes", 1, 60),
                    in.number("patrols.nightShare", 0, 1),
                    in.number("patrols.sweepShare", 0, 1),
                    in.number("patrols.radioShare", 0, 1),
                    in.number("patrols.snareFound", 0.15, 0.25),
                    in.count("patrols.oldSnares", 0, 100000),
                    in.number("patrols.tipOffShare", 0, 1),
                    in.number("patrols.rumoursPerYear", 0, 1000));
        }
    }

    /** Cameras and what classifies their pictures. */
    public record Cameras(
            double triggers,
            double seesPerson,
            double seesAnimal,
            double falsePerson,
            double emptyTriggersPerNight,
            double wrongSpecies,
            double lossPerYear,
            double outagesPerYear,
            double lateShare,
            double wrongClockShare) {
        private static Cameras read(SettingsReader in) {
            return new Cameras(
                    in.number("cameras.triggers", 0.6, 0.95),
                    in.number("cameras.seesPerson", 0.8, 0.97),
                    in.number("cameras.seesAnimal", 0.5, 1),
                    in.number("cameras.falsePerson", 0, 0.1),
                    in.number("cameras.emptyTriggersPerNight", 0, 20),
                    in.number("cameras.wrongSpecies", 0, 0.5),
                    in.number("cameras.lossPerYear", 0, 0.5),
                    in.number("cameras.outagesPerYear", 0, 20),
                    in.number("cameras.lateShare", 0, 1),
                    in.number("cameras.wrongClockShare", 0, 0.5));
        }
    }

    /** Sensors that listen for shots. */
    public record Acoustic(
            double coveredSquareKilometres,
            double squareKilometresPerSensor,
            double recall,
            double rangeMetres,
            double falseAlarmsPerSensorDay,
            double stormShare,
            double lawfulShotsPerSensorDay) {
        private static Acoustic read(SettingsReader in) {
            return new Acoustic(
                    in.number("acoustic.coveredSquareKilometres", 0, 10000),
                    in.number("acoustic.squareKilometresPerSensor", 1, 20),
                    in.number("acoustic.recall", 0.1, 1),
                    in.number("acoustic.rangeMetres", 300, 5000),
                    in.number("acoustic.falseAlarmsPerSensorDay", 0.01, 1),
                    in.number("acoustic.stormShare", 0, 1),
                    in.number("acoustic.lawfulShotsPerSensorDay", 0, 0.05));
        }
    }

    /** Animals. */
    public record Animals(
            int leopards,
            int tigers,
            double leopardPer100CameraNights,
            double tigerPer100CameraNights,
            double sikaDeerPer100CameraNights,
            double roeDeerPer100CameraNights,
            double wildBoarPer100CameraNights,
            double livestockPer100CameraNights,
            double recognised,
            double misidentified,
            double livestockKilledPerYear) {
        private static Animals read(SettingsReader in) {
            return new Animals(
                    in.count("animals.leopards", 1, 300),
                    in.count("animals.tigers", 1, 100),
                    in.number("animals.leopardPer100CameraNights", 0.05, 5),
                    in.number("animals.tigerPer100CameraNights", 0.05, 5),
                    in.number("animals.sikaDeerPer100CameraNights", 0.05, 20),
                    in.number("animals.roeDeerPer100CameraNights", 0.05, 20),
                    in.number("animals.wildBoarPer100CameraNights", 0.05, 20),
                    in.number("animals.livestockPer100CameraNights", 0, 20),
                    in.number("animals.recognised", 0, 1),
                    in.number("animals.misidentified", 0, 0.5),
                    in.number("animals.livestockKilledPerYear", 0, 500));
        }
    }

    /** People who come to do harm. */
    public record Incursions(
            double perDayPer400Cameras,
            double netterShare,
            double nightHunterShare,
            double snareSetterShare,
            double dogHunterShare,
            int skinPoachersPerYear,
            double offTrailShare,
            double openlyArmedShare,
            double takesCameraShare,
            double passesOnWay,
            double passesOffWay,
            int snaresLeast,
            int snaresMost,
            double crossBorderShare) {
        private static Incursions read(SettingsReader in) {
            return new Incursions(
                    in.number("incursions.perDayPer400Cameras", 0.05, 3),
                    in.number("incursions.netterShare", 0, 1),
                    in.number("incursions.nightHunterShare", 0, 1),
                    in.number("incursions.snareSetterShare", 0, 1),
                    in.number("incursions.dogHunterShare", 0, 1),
                    in.count("incursions.skinPoachersPerYear", 0, 10),
                    in.number("incursions.offTrailShare", 0, 1),
                    in.number("incursions.openlyArmedShare", 0, 1),
                    in.number("incursions.takesCameraShare", 0, 0.5),
                    in.number("incursions.passesOnWay", 0, 1),
                    in.number("incursions.passesOffWay", 0, 1),
                    in.count("incursions.snaresLeast", 1, 100),
                    in.count("incursions.snaresMost", 1, 100),
                    in.number("incursions.crossBorderShare", 0, 1));
        }

        private Incursions withRate(double perDay) {
            return new Incursions(
                    perDay,
                    netterShare,
                    nightHunterShare,
                    snareSetterShare,
                    dogHunterShare,
                    skinPoachersPerYear,
                    offTrailShare,
                    openlyArmedShare,
                    takesCameraShare,
                    passesOnWay,
                    passesOffWay,
                    snaresLeast,
                    snaresMost,
                    crossBorderShare);
        }
    }
}

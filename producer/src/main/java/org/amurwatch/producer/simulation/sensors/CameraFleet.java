package org.amurwatch.producer.simulation.sensors;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.jspecify.annotations.Nullable;

/** All cameras: what passes a station may trigger each of its two; what they see is sent, or waits on the card. */
public final class CameraFleet {

    private static final long DAY = 86_400;

    private final SimulationSettings settings;
    private final Period period;
    private final CrewVisits visits;
    private final EventPrinter printer;
    private final Network network;
    private final long seed;
    private final List<Camera> cameras = new ArrayList<>();
    private int taken;

    public CameraFleet(
            SimulationSettings settings,
            Landscape landscape,
            Period period,
            CrewVisits visits,
            EventPrinter printer,
            long seed) {
        this.settings = settings;
        this.period = period;
        this.visits = visits;
        this.printer = printer;
        this.seed = seed;
        this.network =
                new Network(landscape.stations(), period, settings.cameras().outagesPerYear(), seed);
        for (Station station : landscape.stations()) {
            for (int side = 0; side < 2; side++) {
                cameras.add(new Camera(
                        station,
                        side,
                        visits,
                        period.begin(),
                        period.end(),
                        settings.cameras().lossPerYear(),
                        seed));
            }
        }
        cameras.forEach(this::reportFailures);
        landscape.stations().forEach(this::reportNetworkOutages);
        cameras.stream().filter(camera -> camera.station().live()).forEach(this::reportFirstDeployment);
    }

    /** What sends is known from the first day on. */
    private void reportFirstDeployment(Camera camera) {
        int number = visits.deployment(camera.station(), period.begin());
        report(camera, number, null, period.begin());
    }

    /**
     * Cameras that send say that they still watch: every week, and on the last day. Without it nobody could tell nights
     * without an event from nights without a camera.
     */
    public void stillWatching(int day) {
        if (day > 0 && day % 7 == 0) {
            stillWatching(period.start(day) + 60);
        }
        if (day == period.days() - 1) {
            stillWatching(period.end() - 1);
        }
    }

    private void stillWatching(long at) {
        for (Camera camera : cameras) {
            if (camera.station().live() && camera.works(at)) {
                report(camera, visits.deployment(camera.station(), at), null, at);
            }
        }
    }

    /** Of the days before the simulated ones nothing is told: nothing was seen in them. */
    private void report(Camera camera, int number, @Nullable Long end, long knownAt) {
        Station station = camera.station();
        long start = Math.max(visits.began(station, number), period.begin());
        printer.deployment(station, camera.id(), number, start, end, knownAt);
    }

    /**
     * The visit ends one deployment and begins the next. A camera that was out of order watched until then; of one that was
     * taken with its card nobody knows.
     *
     * @param uploaded when the system gets the card
     */
    private void reportDeployments(Camera camera, long visit, long uploaded) {
        int next = visits.deployment(camera.station(), visit);
        long end = camera.watchedUntil(visits.began(camera.station(), next - 1), visit);
        if (camera.station().live()) {
            report(camera, next - 1, end, visit);
            report(camera, next, null, visit);
        } else if (!camera.takenBetween(visits.began(camera.station(), next - 1), visit)) {
            report(camera, next - 1, end, uploaded);
        }
    }

    /** Somebody or something passes: each camera that works triggers and sees on its own. */
    public void passage(Station station, long at, RandomStream random, Seen... seen) {
        for (int side = 0; side < 2; side++) {
            Camera camera = cameras.get(station.number() * 2 + side);
            long then = at + random.below(4);
            if (!random.chance(settings.cameras().triggers()) || !camera.works(then)) {
                continue;
            }
            for (Seen one : seen) {
                boolean animal = one.kind() == EventKind.SIGHTING;
                double sees = animal
                        ? settings.cameras().seesAnimal()
                        : settings.cameras().seesPerson();
                if (random.chance(sees)) {
                    double certain = 0.45 + 0.55 * StrictMath.cbrt(random.next());
                    capture(camera, one, then, certain, random);
                }
            }
        }
    }

    /** Persons seen where none was, on one local day. */
    public void falsePersons(int day) {
        double perCamera =
                settings.cameras().emptyTriggersPerNight() * settings.cameras().falsePerson();
        for (Camera camera : cameras) {
            RandomStream random = RandomStream.of(seed, "false person", camera.number(), day);
            for (int i = random.poisson(perCamera); i > 0; i--) {
                long at = period.start(day) + random.below((int) DAY);
                if (camera.works(at)) {
                    double certain = 0.45 + 0.5 * random.next() * random.next();
                    capture(
                            camera,
                            Seen.of(EventKind.HUMAN_PRESENCE, Origin.DETECTOR_ERROR, 1, null),
                            at,
                            certain,
                            random);
                }
            }
        }
    }

    private void capture(Camera camera, Seen seen, long at, double certain, RandomStream random) {
        Capture capture = new Capture(
                EventPrinter.id(random),
                seen,
                at,
                camera.stated(at, settings.cameras().wrongClockShare()),
                EventPrinter.probability(certain));
        double delay =
                random.chance(settings.cameras().lateShare()) ? random.exponential(3 * 3600) : random.between(15, 180);
        if (camera.station().live()) {
            long received = network.carries(camera.station(), at) + (long) delay;
            printer.camera(camera.station(), camera.id(), capture, received, true);
        } else {
            camera.keep(capture);
        }
    }

    /** Reads the cards of a station on the crew's visit. */
    public void readCards(Station station, long visit) {
        for (int side = 0; side < 2; side++) {
            Camera camera = cameras.get(station.number() * 2 + side);
            RandomStream random = RandomStream.of(seed, "upload", camera.number(), visit);
            long upload =
                    visit + 6 * 3600 + (long) random.exponential(settings.crew().uploadDays() * DAY);
            long uploaded = upload;
            reportDeployments(camera, visit, uploaded);
            camera.read(visit).forEach(capture -> printer.camera(station, camera.id(), capture, uploaded, false));
        }
    }

    /** An incursion takes or breaks a camera of this station that works. */
    public void lose(Station station, long at, String incursionId, RandomStream random) {
        for (int side = 0; side < 2; side++) {
            Camera camera = cameras.get(station.number() * 2 + side);
            Camera.Loss loss = random.chance(0.5) ? Camera.Loss.TAKEN : Camera.Loss.BROKEN;
            boolean lost = camera.lose(at, loss)
                    .map(outage -> {
                        reportLoss(camera, outage, Origin.INCURSION, incursionId, random);
                        return true;
                    })
                    .orElse(false);
            if (lost) {
                taken++;
                return;
            }
        }
    }

    private void reportFailures(Camera camera) {
        RandomStream random = RandomStream.of(seed, "failure report", camera.number());
        List.copyOf(camera.outages())
                .forEach(outage -> reportLoss(camera, outage, Origin.CAMERA_FAILURE, null, random));
    }

    /** A live camera is missed a day later, and may send what is done to it; the crew finds the others. */
    private void reportLoss(
            Camera camera, Camera.Outage outage, Origin origin, @Nullable String incursionId, RandomStream random) {
        boolean tampered = outage.loss() != Camera.Loss.FAILED;
        if (camera.station().live()) {
            if (tampered && random.chance(0.3)) {
                report(camera, EventKind.CAMERA_TAMPERED, origin, incursionId, outage.from(), 30, random);
            }
            if (outage.from() + DAY < outage.to()) {
                report(camera, EventKind.CAMERA_SILENT, origin, incursionId, outage.from() + DAY, 30, random);
                int number = visits.deployment(camera.station(), outage.from());
                report(camera, number, outage.from(), outage.from() + DAY);
            }
        } else {
            EventKind found = tampered ? EventKind.CAMERA_TAMPERED : EventKind.CAMERA_SILENT;
            printer.at(
                    "crew",
                    Sensor.PATROL_REPORT,
                    Seen.of(found, origin, 1, incursionId),
                    camera.station().cell(),
                    outage.to(),
                    outage.to() + 6 * 3600,
                    null,
                    null,
                    random);
        }
    }

    private void reportNetworkOutages(Station station) {
        RandomStream random = RandomStream.of(seed, "network report", station.number());
        for (long[] outage : network.outages(station)) {
            if (outage[1] - outage[0] > DAY) {
                for (int side = 0; side < 2; side++) {
                    Camera camera = cameras.get(station.number() * 2 + side);
                    if (camera.works(outage[0])) {
                        report(
                                camera,
                                EventKind.CAMERA_SILENT,
                                Origin.NETWORK_OUTAGE,
                                null,
                                outage[0] + DAY,
                                30,
                                random);
                    }
                }
            }
        }
    }

    private void report(
            Camera camera,
            EventKind kind,
            Origin origin,
            @Nullable String incursionId,
            long at,
            int delay,
            RandomStream random) {
        Capture message = new Capture(EventPrinter.id(random), Seen.of(kind, origin, 1, incursionId), at, at, 1);
        printer.camera(camera.station(), camera.id(), message, at + delay, true);
    }

    /** Cameras that failed by themselves in the simulated days. */
    public int failed() {
        return (int) cameras.stream()
                .flatMap(camera -> camera.outages().stream())
                .filter(outage -> outage.loss() == Camera.Loss.FAILED)
                .count();
    }

    /** Cameras that incursions took or broke. */
    public int taken() {
        return taken;
    }

    /** Camera-nights in which something could have been seen, of the simulated days. */
    public double workingNights() {
        double lost = cameras.stream()
                .flatMap(camera -> camera.outages().stream())
                .mapToDouble(outage -> Math.max(0, Math.min(outage.to(), period.end()) - outage.from()))
                .sum();
        return cameras.size() * (double) period.days() - lost / DAY;
    }

    /** The crew's visits. */
    public CrewVisits visits() {
        return visits;
    }
}

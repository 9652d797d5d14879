package org.amurwatch.producer.simulation.sensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;

/** One camera: when it works, what its clock says, and what is on its card. */
final class Camera {

    private static final long YEAR = 365 * 86_400L;
    private static final long FACTORY_TIME = 946_684_800;

    private final String id;
    private final Station station;
    private final int number;
    private final CrewVisits visits;
    private final long seed;
    private final List<Outage> outages = new ArrayList<>();
    private final List<Capture> card = new ArrayList<>();

    Camera(Station station, int side, CrewVisits visits, long begin, long end, double lossPerYear, long seed) {
        this.station = station;
        this.number = station.number() * 2 + side;
        this.id = "camera-" + station.id() + (side == 0 ? "-A" : "-B");
        this.visits = visits;
        this.seed = seed;
        RandomStream random = RandomStream.of(seed, "camera's life", number);
        double mean = lossPerYear == 0 ? Double.MAX_VALUE : YEAR / -StrictMath.log(1 - lossPerYear);
        for (double works = begin; works < end; ) {
            double fails = works + random.exponential(mean);
            if (fails >= end) {
                break;
            }
            long replaced = visits.next(station, (long) fails);
            outages.add(new Outage((long) fails, replaced, Loss.FAILED));
            works = replaced;
        }
    }

    /** Why a camera is silent. */
    enum Loss {
        FAILED,
        BROKEN,
        TAKEN
    }

    /** From when until the crew replaces it. */
    record Outage(long from, long to, Loss loss) {}

    String id() {
        return id;
    }

    int number() {
        return number;
    }

    Station station() {
        return station;
    }

    boolean works(long at) {
        return outages.stream().noneMatch(outage -> at >= outage.from() && at < outage.to());
    }

    List<Outage> outages() {
        return outages;
    }

    /** When it stopped in a deployment: at its first outage, else at the deployment's end. */
    long watchedUntil(long began, long end) {
        return outages.stream()
                .mapToLong(Outage::from)
                .filter(from -> from >= began && from < end)
                .min()
                .orElse(end);
    }

    /** Whether somebody took it, and its card with it. */
    boolean takenBetween(long began, long end) {
        return outages.stream()
                .anyMatch(outage -> outage.loss() == Loss.TAKEN && outage.from() >= began && outage.from() < end);
    }

    /** Somebody takes or breaks it; nothing if it is out of order already. */
    Optional<Outage> lose(long at, Loss loss) {
        if (!works(at)) {
            return Optional.empty();
        }
        Outage outage = new Outage(at, visits.next(station, at), loss);
        outages.add(outage);
        return Optional.of(outage);
    }

    /** What its clock shows: in a few deployments an hour or twelve off, a day off, or begun at the factory's date. */
    long stated(long at, double wrongShare) {
        int deployment = visits.deployment(station, at);
        RandomStream random = RandomStream.of(seed, "clock", number, deployment);
        if (!random.chance(wrongShare)) {
            return at;
        }
        return switch (random.below(5)) {
            case 0 -> at + 3600;
            case 1 -> at - 7200;
            case 2 -> at + 43_200;
            case 3 -> at - 86_400;
            default -> FACTORY_TIME + at - visits.began(station, deployment);
        };
    }

    void keep(Capture capture) {
        card.add(capture);
    }

    /** Empties the card as far as the visit, without what was taken with an earlier camera. */
    List<Capture> read(long visit) {
        List<Capture> read = card.stream()
                .filter(capture -> capture.at() < visit)
                .filter(capture -> outages.stream()
                        .noneMatch(outage ->
                                outage.loss() == Loss.TAKEN && outage.from() > capture.at() && outage.from() <= visit))
                .toList();
        card.removeIf(capture -> capture.at() < visit);
        return read;
    }
}

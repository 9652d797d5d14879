package org.amurwatch.producer.simulation.sensors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;

/**
 * When the crew comes to each station: in rounds a year, each some weeks long, neighbours on the same days, by day. One
 * visit before the simulated days and one after them are known too, so that each camera has a deployment at any time.
 */
public final class CrewVisits {

    private static final long DAY = 86_400;

    private final long[][] visits;

    public CrewVisits(List<Station> stations, Period period, int perYear, long seed) {
        visits = new long[stations.size()][];
        double interval = 365.0 / perYear;
        double roundDays = Math.min(interval * 0.6, 30);
        double phase = RandomStream.of(seed, "crew's first round").between(0, interval);
        for (Station station : stations) {
            RandomStream random = RandomStream.of(seed, "crew's visits", station.number());
            double share = (double) station.number() / stations.size();
            List<Long> times = new ArrayList<>();
            for (int round = -2; times.isEmpty() || times.get(times.size() - 1) < period.end(); round++) {
                int day = (int) StrictMath.floor(phase + round * interval + share * roundDays + random.between(-1, 1));
                times.add(period.start(day) + (long) random.between(9.5 * 3600, 16 * 3600));
            }
            visits[station.number()] = times.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** The first visit after a moment. */
    public long next(Station station, long at) {
        long[] times = visits[station.number()];
        int found = Arrays.binarySearch(times, at + 1);
        int index = found >= 0 ? found : -found - 1;
        return index < times.length ? times[index] : times[times.length - 1] + 365 * DAY;
    }

    /** How many visits were before a moment, or at it: the number of the deployment. */
    int deployment(Station station, long at) {
        int found = Arrays.binarySearch(visits[station.number()], at);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** When the deployment with that number began. */
    long began(Station station, int deployment) {
        return visits[station.number()][Math.max(0, deployment - 1)];
    }

    public List<Long> within(Station station, long from, long to) {
        return Arrays.stream(visits[station.number()])
                .filter(at -> at >= from && at < to)
                .boxed()
                .toList();
    }
}

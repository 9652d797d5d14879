package org.amurwatch.producer.simulation.sensors;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.simulation.world.Period;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;

/** When the mobile network does not carry from a live station, and when a picture taken then arrives. */
final class Network {

    private static final double YEAR = 365 * 86_400;

    private final List<List<long[]>> outages = new ArrayList<>();

    Network(List<Station> stations, Period period, double perYear, long seed) {
        for (Station station : stations) {
            List<long[]> own = new ArrayList<>();
            RandomStream random = RandomStream.of(seed, "network", station.number());
            if (station.live() && perYear > 0) {
                double at = period.begin() + random.exponential(YEAR / perYear);
                while (at < period.end()) {
                    double back = at + random.exponential(2 * 86_400);
                    own.add(new long[] {(long) at, (long) back});
                    at = back + random.exponential(YEAR / perYear);
                }
            }
            outages.add(own);
        }
    }

    /** From when to when, in epoch seconds. */
    List<long[]> outages(Station station) {
        return outages.get(station.number());
    }

    long carries(Station station, long at) {
        for (long[] outage : outages(station)) {
            if (at >= outage[0] && at < outage[1]) {
                return outage[1];
            }
        }
        return at;
    }
}

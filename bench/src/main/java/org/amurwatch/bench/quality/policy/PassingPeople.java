package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * How many pictures of people each station gives in a span of time, from what was received: an average that forgets
 * exponentially. One pair of numbers per station, whatever the number of events.
 */
final class PassingPeople {

    private static final class Average {
        private double pictures;
        private Instant asOf;

        Average(Instant asOf) {
            this.asOf = asOf;
        }

        double at(Instant now, double spanSeconds) {
            double passed = Math.max(0, Duration.between(asOf, now).toSeconds());
            return pictures * Math.exp(-passed / spanSeconds);
        }
    }

    private final double spanSeconds;
    private final Map<String, Average> stations = new HashMap<>();

    PassingPeople(Duration span) {
        this.spanSeconds = span.toSeconds();
    }

    void receive(SimulatedEvent event) {
        String station = event.stationId();
        if (station != null && event.kind() == EventKind.HUMAN_PRESENCE) {
            add(station, event.receivedAt());
        }
    }

    void add(String place, Instant now) {
        Average average = stations.computeIfAbsent(place, unknown -> new Average(now));
        average.pictures = average.at(now, spanSeconds) + 1;
        average.asOf = now;
    }

    /** Pictures of people in the span before now. */
    double at(String place, Instant now) {
        Average average = stations.get(place);
        return average == null ? 0 : average.at(now, spanSeconds);
    }
}

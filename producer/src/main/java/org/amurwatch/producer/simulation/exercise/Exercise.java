package org.amurwatch.producer.simulation.exercise;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.amurwatch.producer.simulation.CameraDeployment;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/**
 * Sends what a world gives to the running system, each record received at the world's time. The truth goes no further than
 * here.
 */
public final class Exercise implements SimulationSink, AutoCloseable {

    private final WorldPace pace;
    private final WorldClock clock;
    private final ExerciseSink sink;
    private final WorldRecords records;
    private final Map<String, Integer> published = new LinkedHashMap<>();

    /**
     * Opens the way in.
     *
     * @param begin the world's first moment
     * @param sinks opens a sink that stamps its records by the clock given
     */
    public Exercise(RunName name, Instant begin, WorldPace pace, Function<Clock, ExerciseSink> sinks) {
        this.pace = pace;
        this.clock = new WorldClock(begin);
        this.records = new WorldRecords(name);
        this.sink = sinks.apply(clock);
        for (String what : new String[] {"sightings", "poachingAlerts", "patrolPositions", "deployments"}) {
            published.put(what, 0);
        }
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        moveTo(event.receivedAt());
        if (WorldRecords.isPosition(event)) {
            sink.publish(records.patrolPosition(event));
            count("patrolPositions");
        } else if (WorldRecords.isSighting(event)) {
            sink.publish(records.sighting(event));
            count("sightings");
        } else {
            sink.publish(records.alert(event));
            count("poachingAlerts");
        }
    }

    @Override
    public void deployment(CameraDeployment deployment) {
        moveTo(deployment.knownAt());
        sink.publish(records.deployment(deployment));
        count("deployments");
    }

    @Override
    public void incursion(Incursion incursion) {
        // The system must find it by itself.
    }

    private void moveTo(Instant moment) {
        pace.until(moment);
        clock.moveTo(moment);
    }

    private void count(String what) {
        published.merge(what, 1, Integer::sum);
    }

    /** How far the world has come. */
    public Instant now() {
        return clock.instant();
    }

    /** Records published, by what they are. */
    public Map<String, Integer> published() {
        return Collections.unmodifiableMap(published);
    }

    /** Returns once the brokers have all of it. */
    public void flush() {
        sink.flush();
    }

    @Override
    public void close() {
        sink.close();
    }
}

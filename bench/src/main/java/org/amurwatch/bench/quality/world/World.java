package org.amurwatch.bench.quality.world;

import java.time.Instant;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulationSink;

/** A world to measure on: the same on each run. */
public interface World {

    /** What it was made from; with the settings it is the whole world. */
    long seed();

    /** How long it lasts. */
    int days();

    /** The end of the last day. */
    Instant end();

    /** What the operator knows of it beforehand. */
    FieldMap map();

    /** Tells the whole of it, in the order in which events were received; can be called again. */
    void run(SimulationSink sink);
}

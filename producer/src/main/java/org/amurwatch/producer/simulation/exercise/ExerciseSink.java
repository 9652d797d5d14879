package org.amurwatch.producer.simulation.exercise;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;

/** Where an exercise goes. As an {@link org.amurwatch.producer.publish.EventSink}, with positions of patrols. */
public interface ExerciseSink extends AutoCloseable {

    void publish(Sighting sighting);

    void publish(PoachingAlert alert);

    void publish(Deployment deployment);

    void publish(PatrolPosition position);

    /** Waits until the brokers have acknowledged everything published so far. */
    void flush();

    @Override
    void close();
}

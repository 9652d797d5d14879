package org.amurwatch.producer.publish;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Sighting;

/**
 * Where ways in put events. A call may return before the brokers have the event; {@link #flush} returns once they have all
 * of them. After a failure every further call throws it.
 */
public interface EventSink extends AutoCloseable {

    void publish(Sighting sighting);

    void publish(PoachingAlert alert);

    void publish(Deployment deployment);

    void publish(PatrolPosition position);

    /** What is private about an event: to be published before it. */
    void publish(PrivateDetails details);

    /** Waits until the brokers have acknowledged everything published so far. */
    void flush();

    @Override
    void close();
}

package org.amurwatch.bench.importspeed;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.publish.EventSink;
import org.jspecify.annotations.Nullable;

/** Keeps one alert out of many, and sends none. */
final class MiddleEvent implements EventSink {

    private final int which;
    private int count;
    private @Nullable PoachingAlert kept;

    MiddleEvent(int which) {
        this.which = which;
    }

    PoachingAlert alert() {
        if (kept == null) {
            throw new IllegalStateException("Only " + count + " alerts came.");
        }
        return kept;
    }

    @Override
    public void publish(PoachingAlert alert) {
        if (count++ == which) {
            kept = alert;
        }
    }

    @Override
    public void publish(Sighting sighting) {}

    @Override
    public void publish(Deployment deployment) {}

    @Override
    public void publish(PatrolPosition position) {}

    @Override
    public void publish(PrivateDetails details) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

package org.amurwatch.producer.importing;

import java.time.Instant;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.event.Observation.OfSighting;
import org.amurwatch.producer.publish.EventSink;

/** What a package says of one event, and how that is published. */
record FieldEvent(Observation observation) {

    static FieldEvent of(Sighting sighting) {
        return new FieldEvent(Observation.of(sighting));
    }

    static FieldEvent of(PoachingAlert alert) {
        return new FieldEvent(Observation.of(alert));
    }

    EventKey key() {
        return observation.key();
    }

    Provenance provenance() {
        return observation.provenance();
    }

    boolean withdrawn() {
        return observation.withdrawn();
    }

    long contentHash() {
        return observation.contentHash();
    }

    boolean isAlert() {
        return observation instanceof OfPoachingAlert;
    }

    /** The same statement, made then. */
    FieldEvent revisedAt(Instant revision) {
        Provenance revised =
                Provenance.newBuilder(provenance()).setRevision(revision).build();
        return observation.map(
                sighting ->
                        of(Sighting.newBuilder(sighting).setProvenance(revised).build()),
                alert -> of(
                        PoachingAlert.newBuilder(alert).setProvenance(revised).build()));
    }

    /** The same event, taken back. */
    FieldEvent takenBack() {
        return observation.map(
                sighting -> of(Sighting.newBuilder(sighting).setWithdrawn(true).build()),
                alert -> of(PoachingAlert.newBuilder(alert).setWithdrawn(true).build()));
    }

    void publishTo(EventSink sink) {
        if (observation instanceof OfSighting animal) {
            sink.publish(animal.sighting());
        } else if (observation instanceof OfPoachingAlert sign) {
            sink.publish(sign.alert());
        }
    }
}

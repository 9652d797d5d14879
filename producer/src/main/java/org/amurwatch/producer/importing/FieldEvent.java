package org.amurwatch.producer.importing;

import java.time.Instant;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.publish.EventSink;
import org.jspecify.annotations.Nullable;

/** A sighting or a poaching alert, where it does not matter which. */
sealed interface FieldEvent {

    Provenance provenance();

    /** With its source; null for an event without a deployment. */
    @Nullable
    String deploymentId();

    boolean withdrawn();

    long contentHash();

    /** The same statement, made then. */
    FieldEvent revisedAt(Instant revision);

    /** The same event, taken back. */
    FieldEvent takenBack();

    void publishTo(EventSink sink);

    default EventKey key() {
        return EventKey.of(provenance());
    }

    default boolean isAlert() {
        return this instanceof Alert;
    }

    private static Provenance revised(Provenance provenance, Instant revision) {
        return Provenance.newBuilder(provenance).setRevision(revision).build();
    }

    /** An animal. */
    record Animal(Sighting sighting) implements FieldEvent {

        @Override
        public Provenance provenance() {
            return sighting.getProvenance();
        }

        @Override
        public @Nullable String deploymentId() {
            return sighting.getDeploymentId();
        }

        @Override
        public boolean withdrawn() {
            return sighting.getWithdrawn();
        }

        @Override
        public long contentHash() {
            return ContentHash.of(sighting);
        }

        @Override
        public FieldEvent revisedAt(Instant revision) {
            return new Animal(Sighting.newBuilder(sighting)
                    .setProvenance(revised(provenance(), revision))
                    .build());
        }

        @Override
        public FieldEvent takenBack() {
            return new Animal(Sighting.newBuilder(sighting).setWithdrawn(true).build());
        }

        @Override
        public void publishTo(EventSink sink) {
            sink.publish(sighting);
        }
    }

    /** A sign of people. */
    record Alert(PoachingAlert alert) implements FieldEvent {

        @Override
        public Provenance provenance() {
            return alert.getProvenance();
        }

        @Override
        public @Nullable String deploymentId() {
            return alert.getDeploymentId();
        }

        @Override
        public boolean withdrawn() {
            return alert.getWithdrawn();
        }

        @Override
        public long contentHash() {
            return ContentHash.of(alert);
        }

        @Override
        public FieldEvent revisedAt(Instant revision) {
            return new Alert(PoachingAlert.newBuilder(alert)
                    .setProvenance(revised(provenance(), revision))
                    .build());
        }

        @Override
        public FieldEvent takenBack() {
            return new Alert(PoachingAlert.newBuilder(alert).setWithdrawn(true).build());
        }

        @Override
        public void publishTo(EventSink sink) {
            sink.publish(alert);
        }
    }
}

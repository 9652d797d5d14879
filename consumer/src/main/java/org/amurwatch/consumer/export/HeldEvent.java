package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.jspecify.annotations.Nullable;

/** An event as it is known: the statement that holds, with what people's verdicts made of it. */
sealed interface HeldEvent {

    /** When our system accepted that statement. */
    Instant receivedAt();

    Provenance provenance();

    Purpose purpose();

    Instant observedAt();

    @Nullable
    Instant observedUntil();

    Position position();

    @Nullable
    String stationId();

    /** With its source; null for an event without a deployment. */
    @Nullable
    String deploymentId();

    boolean clockSuspect();

    @Nullable
    Integer count();

    @Nullable
    Classification classification();

    List<MediaReference> media();

    default EventKey key() {
        return EventKey.of(provenance());
    }

    /** Its end, or its only moment. */
    default Instant until() {
        Instant until = observedUntil();
        return until == null ? observedAt() : until;
    }

    /** The later of when the source stated it and when it was classified. */
    default Instant statedAt() {
        Instant revision = provenance().getRevision();
        Classification classification = classification();
        Instant classified = classification == null ? null : classification.getAt();
        // A classification that claims to be later than its receipt says nothing about time.
        return classified == null || classified.isBefore(revision) || classified.isAfter(receivedAt())
                ? revision
                : classified;
    }

    /** An animal. */
    record Animal(Sighting sighting, Instant receivedAt) implements HeldEvent {

        @Override
        public Provenance provenance() {
            return sighting.getProvenance();
        }

        @Override
        public Purpose purpose() {
            return sighting.getPurpose();
        }

        @Override
        public Instant observedAt() {
            return sighting.getObservedAt();
        }

        @Override
        public @Nullable Instant observedUntil() {
            return sighting.getObservedUntil();
        }

        @Override
        public Position position() {
            return sighting.getPosition();
        }

        @Override
        public @Nullable String stationId() {
            return sighting.getStationId();
        }

        @Override
        public @Nullable String deploymentId() {
            return sighting.getDeploymentId();
        }

        @Override
        public boolean clockSuspect() {
            return sighting.getClockSuspect();
        }

        @Override
        public @Nullable Integer count() {
            return sighting.getCount();
        }

        @Override
        public @Nullable Classification classification() {
            return sighting.getClassification();
        }

        @Override
        public List<MediaReference> media() {
            return sighting.getMedia();
        }
    }

    /** A sign of people. */
    record Sign(PoachingAlert alert, Instant receivedAt) implements HeldEvent {

        @Override
        public Provenance provenance() {
            return alert.getProvenance();
        }

        @Override
        public Purpose purpose() {
            return alert.getPurpose();
        }

        @Override
        public Instant observedAt() {
            return alert.getObservedAt();
        }

        @Override
        public @Nullable Instant observedUntil() {
            return alert.getObservedUntil();
        }

        @Override
        public Position position() {
            return alert.getPosition();
        }

        @Override
        public @Nullable String stationId() {
            return alert.getStationId();
        }

        @Override
        public @Nullable String deploymentId() {
            return alert.getDeploymentId();
        }

        @Override
        public boolean clockSuspect() {
            return alert.getClockSuspect();
        }

        @Override
        public @Nullable Integer count() {
            return alert.getCount();
        }

        @Override
        public @Nullable Classification classification() {
            return alert.getClassification();
        }

        @Override
        public List<MediaReference> media() {
            return alert.getMedia();
        }
    }
}

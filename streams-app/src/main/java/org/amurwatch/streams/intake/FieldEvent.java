package org.amurwatch.streams.intake;

import java.time.Instant;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.event.EventKey;
import org.jspecify.annotations.Nullable;

/** One statement from the field, of any kind that intake takes. */
sealed interface FieldEvent {

    Provenance provenance();

    Position position();

    boolean withdrawn();

    /** Of the content as it was sent. */
    long contentHash();

    /** The event at its place, with the time when it was received. */
    LocatedEvent located(Placement placement, Instant receivedAt);

    /** Whether sectors are told of it, so that rules can use it. */
    default boolean forRules() {
        return true;
    }

    /** Its key in the register: sightings and poaching alerts share theirs with the topic, deployments stand apart. */
    default String registerKey() {
        return EventKey.of(provenance()).toString();
    }

    /** Whether it is a row of a file, and not from a live way in. */
    default boolean fromFile() {
        return provenance().getFile() != null;
    }

    /** An event of a moment; its clock may be wrong. */
    sealed interface Observed extends FieldEvent {

        Instant observedAt();

        @Nullable
        Instant statedObservedAt();

        Observed withClockSuspect();

        /** With the time received in place of what a wrong clock said, which is kept beside it. */
        Observed withReplacedClock(Instant receivedAt);
    }

    /** An animal. */
    record OfSighting(Sighting sighting) implements Observed {

        @Override
        public Provenance provenance() {
            return sighting.getProvenance();
        }

        @Override
        public Position position() {
            return sighting.getPosition();
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
        public Instant observedAt() {
            return sighting.getObservedAt();
        }

        @Override
        public @Nullable Instant statedObservedAt() {
            return sighting.getStatedObservedAt();
        }

        @Override
        public Observed withClockSuspect() {
            return new OfSighting(
                    Sighting.newBuilder(sighting).setClockSuspect(true).build());
        }

        @Override
        public Observed withReplacedClock(Instant receivedAt) {
            return new OfSighting(Sighting.newBuilder(sighting)
                    .setObservedAt(receivedAt)
                    .setStatedObservedAt(sighting.getObservedAt())
                    .setClockSuspect(true)
                    .build());
        }

        @Override
        public LocatedEvent located(Placement placement, Instant receivedAt) {
            return LocatedEvent.newBuilder()
                    .setSighting(sighting)
                    .setPlacement(placement)
                    .setReceivedAt(receivedAt)
                    .setFreshnessMillis(
                            receivedAt.toEpochMilli() - sighting.getObservedAt().toEpochMilli())
                    .build();
        }
    }

    /** A sign of a human threat. */
    record OfPoachingAlert(PoachingAlert alert) implements Observed {

        @Override
        public Provenance provenance() {
            return alert.getProvenance();
        }

        @Override
        public Position position() {
            return alert.getPosition();
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
        public Instant observedAt() {
            return alert.getObservedAt();
        }

        @Override
        public @Nullable Instant statedObservedAt() {
            return alert.getStatedObservedAt();
        }

        @Override
        public Observed withClockSuspect() {
            return new OfPoachingAlert(
                    PoachingAlert.newBuilder(alert).setClockSuspect(true).build());
        }

        @Override
        public Observed withReplacedClock(Instant receivedAt) {
            return new OfPoachingAlert(PoachingAlert.newBuilder(alert)
                    .setObservedAt(receivedAt)
                    .setStatedObservedAt(alert.getObservedAt())
                    .setClockSuspect(true)
                    .build());
        }

        @Override
        public LocatedEvent located(Placement placement, Instant receivedAt) {
            return LocatedEvent.newBuilder()
                    .setPoachingAlert(alert)
                    .setPlacement(placement)
                    .setReceivedAt(receivedAt)
                    .setFreshnessMillis(
                            receivedAt.toEpochMilli() - alert.getObservedAt().toEpochMilli())
                    .build();
        }
    }

    /** A camera at a place for a period: the effort behind counts, of no use to rules. */
    record OfDeployment(Deployment deployment) implements FieldEvent {

        @Override
        public Provenance provenance() {
            return deployment.getProvenance();
        }

        @Override
        public Position position() {
            return deployment.getPosition();
        }

        @Override
        public boolean withdrawn() {
            return deployment.getWithdrawn();
        }

        @Override
        public long contentHash() {
            return ContentHash.of(deployment);
        }

        @Override
        public boolean forRules() {
            return false;
        }

        @Override
        public String registerKey() {
            return "deployment:" + EventKey.of(provenance());
        }

        OfDeployment withClockSuspect() {
            return new OfDeployment(
                    Deployment.newBuilder(deployment).setClockSuspect(true).build());
        }

        @Override
        public LocatedEvent located(Placement placement, Instant receivedAt) {
            return LocatedEvent.newBuilder()
                    .setDeployment(deployment)
                    .setPlacement(placement)
                    .setReceivedAt(receivedAt)
                    .setFreshnessMillis(0)
                    .build();
        }
    }
}

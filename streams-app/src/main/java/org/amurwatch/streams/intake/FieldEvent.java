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
import org.amurwatch.event.Observation;

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

    /** An animal or a sign of people: an event of a moment, whose clock may be wrong. */
    record Observed(Observation observation) implements FieldEvent {

        static Observed of(Sighting sighting) {
            return new Observed(Observation.of(sighting));
        }

        static Observed of(PoachingAlert alert) {
            return new Observed(Observation.of(alert));
        }

        @Override
        public Provenance provenance() {
            return observation.provenance();
        }

        @Override
        public Position position() {
            return observation.position();
        }

        @Override
        public boolean withdrawn() {
            return observation.withdrawn();
        }

        @Override
        public long contentHash() {
            return observation.contentHash();
        }

        Observed withClockSuspect() {
            return observation.map(
                    sighting -> of(
                            Sighting.newBuilder(sighting).setClockSuspect(true).build()),
                    alert -> of(PoachingAlert.newBuilder(alert)
                            .setClockSuspect(true)
                            .build()));
        }

        /** With the time received in place of what a wrong clock said, which is kept beside it. */
        Observed withReplacedClock(Instant receivedAt) {
            return observation.map(
                    sighting -> of(Sighting.newBuilder(sighting)
                            .setObservedAt(receivedAt)
                            .setStatedObservedAt(sighting.getObservedAt())
                            .setClockSuspect(true)
                            .build()),
                    alert -> of(PoachingAlert.newBuilder(alert)
                            .setObservedAt(receivedAt)
                            .setStatedObservedAt(alert.getObservedAt())
                            .setClockSuspect(true)
                            .build()));
        }

        @Override
        public LocatedEvent located(Placement placement, Instant receivedAt) {
            LocatedEvent.Builder located = LocatedEvent.newBuilder();
            return observation
                    .map(located::setSighting, located::setPoachingAlert)
                    .setPlacement(placement)
                    .setReceivedAt(receivedAt)
                    .setFreshnessMillis(
                            receivedAt.toEpochMilli() - observation.observedAt().toEpochMilli())
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

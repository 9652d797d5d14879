package org.amurwatch.event;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;

/** A sighting or a poaching alert, where it does not matter which: what a source says was observed, when and where. */
public sealed interface Observation {

    static Observation of(Sighting sighting) {
        return new OfSighting(sighting);
    }

    static Observation of(PoachingAlert alert) {
        return new OfPoachingAlert(alert);
    }

    /** That of an event with its place; null where it is of something else, such as a deployment. */
    static @Nullable Observation of(LocatedEvent event) {
        if (event.getSighting() != null) {
            return of(event.getSighting());
        }
        return event.getPoachingAlert() == null ? null : of(event.getPoachingAlert());
    }

    /** What is made of it, by what it is. */
    <R> R map(Function<Sighting, R> ofSighting, Function<PoachingAlert, R> ofPoachingAlert);

    Provenance provenance();

    Purpose purpose();

    Instant observedAt();

    /** The end of what lasted; null for a moment. */
    @Nullable
    Instant observedUntil();

    /** What a wrong clock said, where {@link #observedAt} stands in its place. */
    @Nullable
    Instant statedObservedAt();

    boolean clockSuspect();

    Position position();

    /** With its source. */
    @Nullable
    String stationId();

    /** With its source; null for an event without a deployment. */
    @Nullable
    String deploymentId();

    @Nullable
    Integer count();

    @Nullable
    Classification classification();

    List<MediaReference> media();

    boolean withdrawn();

    /** What it says, as {@link ContentHash} has it. */
    long contentHash();

    /** @throws IllegalArgumentException if its ids are none */
    default EventKey key() {
        return EventKey.of(provenance());
    }

    /** Its end, or its only moment. */
    default Instant until() {
        Instant until = observedUntil();
        return until == null ? observedAt() : until;
    }

    /** An animal. */
    record OfSighting(Sighting sighting) implements Observation {

        @Override
        public <R> R map(Function<Sighting, R> ofSighting, Function<PoachingAlert, R> ofPoachingAlert) {
            return ofSighting.apply(sighting);
        }

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
        public @Nullable Instant statedObservedAt() {
            return sighting.getStatedObservedAt();
        }

        @Override
        public boolean clockSuspect() {
            return sighting.getClockSuspect();
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

        @Override
        public boolean withdrawn() {
            return sighting.getWithdrawn();
        }

        @Override
        public long contentHash() {
            return ContentHash.of(sighting);
        }
    }

    /** A sign of people. */
    record OfPoachingAlert(PoachingAlert alert) implements Observation {

        @Override
        public <R> R map(Function<Sighting, R> ofSighting, Function<PoachingAlert, R> ofPoachingAlert) {
            return ofPoachingAlert.apply(alert);
        }

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
        public @Nullable Instant statedObservedAt() {
            return alert.getStatedObservedAt();
        }

        @Override
        public boolean clockSuspect() {
            return alert.getClockSuspect();
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

        @Override
        public boolean withdrawn() {
            return alert.getWithdrawn();
        }

        @Override
        public long contentHash() {
            return ContentHash.of(alert);
        }
    }
}

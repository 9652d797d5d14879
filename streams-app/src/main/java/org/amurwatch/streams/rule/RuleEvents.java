package org.amurwatch.streams.rule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.Suspicion;
import org.jspecify.annotations.Nullable;

/** Makes {@link RuleEvent}s of records. */
public final class RuleEvents {

    private static final String SIGNAL_PREFIX = "signal/";

    private RuleEvents() {}

    /** The event that a record of sector.events tells of as it is now; empty for a position and for what was taken back. */
    public static Optional<RuleEvent> now(SectorEvent event) {
        if (event.getObservation() != null) {
            return of(event.getObservation());
        }
        return event.getSignal() == null ? Optional.empty() : Optional.of(of(event.getSignal(), event.getShared()));
    }

    /** The key under which a signal stands in histories and as evidence. */
    public static String key(Signal signal) {
        return SIGNAL_PREFIX + signal.getSignalId();
    }

    private static Optional<RuleEvent> of(ObservationChange change) {
        LocatedEvent now = change.getNow();
        if (now == null) {
            return Optional.empty();
        }
        if (now.getPoachingAlert() != null) {
            return Optional.of(of(change, now, now.getPoachingAlert()));
        }
        return now.getSighting() == null ? Optional.empty() : Optional.of(of(change, now, now.getSighting()));
    }

    private static RuleEvent of(ObservationChange change, LocatedEvent located, PoachingAlert alert) {
        return new RuleEvent(
                change.getEventKey(),
                alert.getKind(),
                null,
                null,
                null,
                alert.getPosition().getLatitude(),
                alert.getPosition().getLongitude(),
                alert.getObservedAt(),
                located.getReceivedAt(),
                FreshnessRule.isFresh(located),
                alert.getProvenance().getSourceId(),
                alert.getStationId(),
                alert.getMethod(),
                isMachine(alert.getClassification(), alert.getMethod()),
                probability(alert.getClassification()),
                Objects.requireNonNullElse(alert.getCount(), 1),
                alert.getExplained(),
                alert.getSuspicion(),
                alert.getPurpose(),
                change.getShared(),
                located.getPlacement());
    }

    private static RuleEvent of(ObservationChange change, LocatedEvent located, Sighting sighting) {
        Identification identification = sighting.getIdentification();
        return new RuleEvent(
                change.getEventKey(),
                null,
                Objects.requireNonNullElse(sighting.getScientificName(), ""),
                null,
                identification == null ? null : identification.getIndividualId(),
                sighting.getPosition().getLatitude(),
                sighting.getPosition().getLongitude(),
                sighting.getObservedAt(),
                located.getReceivedAt(),
                FreshnessRule.isFresh(located),
                sighting.getProvenance().getSourceId(),
                sighting.getStationId(),
                sighting.getMethod(),
                isMachine(sighting.getClassification(), sighting.getMethod()),
                probability(sighting.getClassification()),
                Objects.requireNonNullElse(sighting.getCount(), 1),
                null,
                Suspicion.NONE,
                sighting.getPurpose(),
                change.getShared(),
                located.getPlacement());
    }

    private static RuleEvent of(Signal signal, boolean shared) {
        Instant detectedAt = signal.getDetectedAt();
        return new RuleEvent(
                key(signal),
                null,
                null,
                signal,
                signal.getSubject(),
                signal.getPosition().getLatitude(),
                signal.getPosition().getLongitude(),
                signal.getObservedAt(),
                detectedAt,
                true,
                "signals",
                null,
                ObservationMethod.UNSPECIFIED,
                true,
                1,
                1,
                null,
                Suspicion.NONE,
                signal.getPurpose(),
                shared,
                signal.getPlacement());
    }

    /** A microphone has no eyes: what it reports is a machine's statement until a person has listened. */
    private static boolean isMachine(@Nullable Classification classification, ObservationMethod method) {
        if (classification == null || classification.getMethod() == ClassificationMethod.UNSPECIFIED) {
            return method == ObservationMethod.ACOUSTIC;
        }
        return classification.getMethod() == ClassificationMethod.MACHINE;
    }

    private static double probability(@Nullable Classification classification) {
        if (classification == null || classification.getMethod() != ClassificationMethod.MACHINE) {
            return 1;
        }
        return Objects.requireNonNullElse(classification.getProbability(), 1.0);
    }
}

package org.amurwatch.streams.individual;

import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/** What of all observations says something about individuals: sightings of a known animal, and effort. */
final class IndividualInput {

    private IndividualInput() {}

    /** The change without what individuals have no use for; null where nothing is left. */
    static @Nullable ObservationChange of(ObservationChange change, Purpose system) {
        LocatedEvent before = relevant(change.getBefore(), system);
        LocatedEvent now = relevant(change.getNow(), system);
        if (before == null && now == null) {
            return null;
        }
        return ObservationChange.newBuilder()
                .setEventKey(change.getEventKey())
                .setBefore(before)
                .setNow(now)
                .build();
    }

    private static @Nullable LocatedEvent relevant(@Nullable LocatedEvent event, Purpose system) {
        if (event == null) {
            return null;
        }
        if (event.getSighting() != null && isOfIndividual(event.getSighting(), system)) {
            Sighting slim = Sighting.newBuilder(event.getSighting())
                    .setMedia(List.of())
                    .setClassification(null)
                    .build();
            return LocatedEvent.newBuilder(event).setSighting(slim).build();
        }
        if (event.getDeployment() != null && isEffort(event.getDeployment(), system)) {
            Deployment slim = Deployment.newBuilder(event.getDeployment())
                    .setTallies(List.of())
                    .setContentDigest(null)
                    .setReplacedDigests(List.of())
                    .build();
            return LocatedEvent.newBuilder(event).setDeployment(slim).build();
        }
        return null;
    }

    private static boolean isOfIndividual(Sighting sighting, Purpose system) {
        Identification identification = sighting.getIdentification();
        return identification != null
                && identification.getIndividualId() != null
                && !identification.getIndividualId().isBlank()
                && identification.getStatus() != IdentificationStatus.UNKNOWN
                && !sighting.getWithdrawn()
                // From a live way in, intake has replaced a wrong time by the time received: that one is right.
                && !(sighting.getClockSuspect() && sighting.getProvenance().getFile() != null)
                && Purposes.counts(sighting.getPurpose(), system);
    }

    private static boolean isEffort(Deployment deployment, Purpose system) {
        return !deployment.getWithdrawn()
                && !deployment.getClockSuspect()
                && Purposes.counts(deployment.getPurpose(), system);
    }
}

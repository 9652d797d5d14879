package org.amurwatch.streams.release;

import java.util.List;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.Observation;
import org.amurwatch.streams.agreement.AgreementBook;
import org.jspecify.annotations.Nullable;

/** What of all observations an agreement may name, by station, without what is never released. Pure. */
final class ReleaseInput {

    private ReleaseInput() {}

    /** A change for one place. */
    record Placed(String place, ObservationChange change) {}

    /**
     * The parts of a change: none where no agreement names what was or what is; two where the event turns out to be of another
     * station.
     */
    static List<Placed> of(ObservationChange change, AgreementBook agreements, Purpose system) {
        LocatedEvent before = change.getBefore();
        LocatedEvent now = change.getNow();
        if (!agreements.namesAny(before, system) && !agreements.namesAny(now, system)) {
            return List.of();
        }
        LocatedEvent slimBefore = slim(before);
        LocatedEvent slimNow = slim(now);
        if (before == null || now == null || place(before).equals(place(now))) {
            return List.of(placed(change.getEventKey(), slimBefore, slimNow));
        }
        return List.of(placed(change.getEventKey(), slimBefore, null), placed(change.getEventKey(), null, slimNow));
    }

    private static Placed placed(String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        LocatedEvent any = now == null ? before : now;
        if (any == null) {
            throw new IllegalArgumentException(
                    "A change of an observation has a before or a now; got neither for '" + eventKey + "'.");
        }
        return new Placed(
                place(any),
                ObservationChange.newBuilder()
                        .setEventKey(eventKey)
                        .setBefore(before)
                        .setNow(now)
                        .build());
    }

    /** The station; of an event that has none, the event itself. */
    static String place(LocatedEvent event) {
        Observation observation = Observation.of(event);
        if (observation != null && observation.stationId() != null) {
            return "station/" + observation.stationId();
        }
        return "event/" + EventKey.of(provenance(event));
    }

    /** Who said it, and when: of an event of any kind. */
    static Provenance provenance(LocatedEvent event) {
        Observation observation = Observation.of(event);
        return observation == null ? event.getDeployment().getProvenance() : observation.provenance();
    }

    private static @Nullable LocatedEvent slim(@Nullable LocatedEvent event) {
        if (event == null) {
            return null;
        }
        LocatedEvent.Builder slim = LocatedEvent.newBuilder(event);
        if (event.getSighting() != null) {
            slim.setSighting(
                    Sighting.newBuilder(event.getSighting()).setMedia(List.of()).build());
        }
        if (event.getPoachingAlert() != null) {
            slim.setPoachingAlert(PoachingAlert.newBuilder(event.getPoachingAlert())
                    .setMedia(List.of())
                    .setStatedKind(null)
                    .build());
        }
        return slim.build();
    }
}

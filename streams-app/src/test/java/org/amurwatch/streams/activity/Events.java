package org.amurwatch.streams.activity;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;

/** Events as intake would put them, for tests. */
final class Events {

    static final String SOURCE = "cards";
    static final String ROE_DEER = "Capreolus capreolus";
    static final String LEOPARD = "Panthera pardus orientalis";
    static final Instant RECEIVED = Instant.parse("2026-06-01T08:00:00Z");

    private Events() {}

    static Placement placement(String territoryId, String zone) {
        return Placement.newBuilder()
                .setTerritoryId(territoryId)
                .setTerritoryName("Name of " + territoryId)
                .setSectorId("sector of " + territoryId)
                .setTimeZone(zone)
                .build();
    }

    static Provenance provenance(String eventId) {
        return Provenance.newBuilder()
                .setSourceId(SOURCE)
                .setEventId(eventId)
                .setRevision(Instant.EPOCH)
                .setFile("observations.csv")
                .setRow(2L)
                .build();
    }

    static String key(String eventId) {
        return SOURCE + "/" + eventId;
    }

    static Position position() {
        return Position.newBuilder().setLatitude(43.1).setLongitude(131.4).build();
    }

    /** A roe deer at station A, at event level, count 1, with no episode. */
    static Sighting.Builder sighting(String eventId, String observedAt) {
        return Sighting.newBuilder()
                .setProvenance(provenance(eventId))
                .setObservedAt(Instant.parse(observedAt))
                .setPosition(position())
                .setStationId(SOURCE + "/A")
                .setScientificName(ROE_DEER)
                .setCount(1);
    }

    static PoachingAlert.Builder alert(String eventId, String observedAt, AlertKind kind) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(eventId))
                .setObservedAt(Instant.parse(observedAt))
                .setPosition(position())
                .setKind(kind);
    }

    static Deployment.Builder deployment(String deploymentId, String station, String start, @Nullable String end) {
        return Deployment.newBuilder()
                .setProvenance(provenance(deploymentId))
                .setPosition(position())
                .setStationId(SOURCE + "/" + station)
                .setStart(Instant.parse(start))
                .setEnd(end == null ? null : Instant.parse(end));
    }

    static ClassificationTally tally(String quarterHour, int rows, int unclassified, int unknown, int blank) {
        return new ClassificationTally(Instant.parse(quarterHour), rows, unclassified, unknown, blank);
    }

    static LocatedEvent located(Object event, Placement placement) {
        LocatedEvent.Builder located = LocatedEvent.newBuilder()
                .setPlacement(placement)
                .setReceivedAt(RECEIVED)
                .setFreshnessMillis(0);
        if (event instanceof Sighting sighting) {
            return located.setSighting(sighting).build();
        }
        if (event instanceof PoachingAlert alert) {
            return located.setPoachingAlert(alert).build();
        }
        return located.setDeployment((Deployment) event).build();
    }

    static String keyOf(LocatedEvent event) {
        Provenance provenance = event.getSighting() != null
                ? event.getSighting().getProvenance()
                : event.getPoachingAlert() != null
                        ? event.getPoachingAlert().getProvenance()
                        : event.getDeployment().getProvenance();
        return provenance.getSourceId() + "/" + provenance.getEventId();
    }

    static ObservationChange change(@Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        return ObservationChange.newBuilder()
                .setEventKey(keyOf(now != null ? now : before))
                .setBefore(before)
                .setNow(now)
                .build();
    }

    /** A corrected copy. */
    static LocatedEvent corrected(LocatedEvent event, UnaryOperator<Sighting.Builder> correction) {
        return LocatedEvent.newBuilder(event)
                .setSighting(correction
                        .apply(Sighting.newBuilder(event.getSighting()))
                        .build())
                .build();
    }

    static List<String> territories() {
        return List.of("leuven", "kedrovaya", "chitwan", "outside/43.1,131.4");
    }

    static String zoneOf(String territoryId) {
        return switch (territoryId) {
            case "leuven" -> "Europe/Brussels";
            case "kedrovaya" -> "Asia/Vladivostok";
            case "chitwan" -> "Asia/Kathmandu";
            case "santiago" -> "America/Santiago";
            default -> "UTC";
        };
    }
}

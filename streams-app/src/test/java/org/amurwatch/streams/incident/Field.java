package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.avro.TeamRole;

/** What happens in the field, for tests: in sector south, around one place; north is kilometres north of it. */
final class Field {

    static final Instant START = Instant.parse("2026-01-17T00:00:00Z");
    static final String LEOPARD = "Panthera pardus orientalis";
    static final double LATITUDE = 43.1;
    static final double LONGITUDE = 131.4;

    private static final double DEGREES_PER_KILOMETRE = 1 / 111.195;

    private Field() {}

    static Instant hours(double hours) {
        return START.plusMillis(Math.round(hours * 3_600_000));
    }

    static Instant minutes(double minutes) {
        return START.plusMillis(Math.round(minutes * 60_000));
    }

    /** A sign that a person reports a minute after it happened. */
    static SectorEvent sign(String id, AlertKind kind, double north, Instant receivedAt) {
        return sign(id, kind, north, receivedAt, alert -> {});
    }

    static SectorEvent sign(
            String id, AlertKind kind, double north, Instant receivedAt, Consumer<PoachingAlert.Builder> change) {
        PoachingAlert.Builder alert = PoachingAlert.newBuilder()
                .setProvenance(provenance(id, receivedAt))
                .setObservedAt(receivedAt.minusSeconds(60))
                .setPosition(position(north))
                .setMethod(ObservationMethod.DIRECT)
                .setKind(kind);
        change.accept(alert);
        return appeared(located(alert.build(), receivedAt, "south"), "rangers/" + id);
    }

    /** Makes of a sign what a machine says about a picture at a station. */
    static Consumer<PoachingAlert.Builder> byMachine(String station) {
        return alert -> alert.setMethod(ObservationMethod.CAMERA_TRAP)
                .setStationId("rangers/" + station)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(0.9)
                        .build());
    }

    /** What a person says who has looked at it. */
    static Consumer<PoachingAlert.Builder> byHuman(String station) {
        return byMachine(station)
                .andThen(alert -> alert.setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.HUMAN)
                        .build()));
    }

    static SectorEvent leopard(String id, double north, Instant receivedAt) {
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(provenance(id, receivedAt))
                .setObservedAt(receivedAt.minusSeconds(60))
                .setPosition(position(north))
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName(LEOPARD)
                .build();
        LocatedEvent located = LocatedEvent.newBuilder()
                .setSighting(sighting)
                .setPlacement(placement("south"))
                .setReceivedAt(receivedAt)
                .setFreshnessMillis(60_000)
                .build();
        return appeared(located, "rangers/" + id);
    }

    static LocatedEvent located(PoachingAlert alert, Instant receivedAt, String sector) {
        return LocatedEvent.newBuilder()
                .setPoachingAlert(alert)
                .setPlacement(placement(sector))
                .setReceivedAt(receivedAt)
                .setFreshnessMillis(
                        Duration.between(alert.getObservedAt(), receivedAt).toMillis())
                .build();
    }

    static Placement placement(String sector) {
        return Placement.newBuilder()
                .setTerritoryId("kedrovaya-" + sector)
                .setTerritoryName("Kedrovaya Pad")
                .setSectorId(sector)
                .setTimeZone("Asia/Vladivostok")
                .build();
    }

    static SectorEvent appeared(LocatedEvent now, String key) {
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder()
                        .setEventKey(key)
                        .setNow(now)
                        .build())
                .build();
    }

    /** The event is taken back. */
    static SectorEvent withdrawn(SectorEvent event) {
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder(event.getObservation())
                        .setBefore(event.getObservation().getNow())
                        .setNow(null)
                        .build())
                .build();
    }

    /** The same event as the neighbour gets it. */
    static SectorEvent shared(SectorEvent event) {
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder(event.getObservation())
                        .setShared(true)
                        .build())
                .build();
    }

    /** The same event in another sector. */
    static SectorEvent inSector(SectorEvent event, String sector) {
        ObservationChange change = event.getObservation();
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder(change)
                        .setNow(LocatedEvent.newBuilder(change.getNow())
                                .setPlacement(placement(sector))
                                .build())
                        .build())
                .build();
    }

    static SectorEvent patrol(String team, double north, Instant at) {
        return SectorEvent.newBuilder()
                .setPatrolPosition(PatrolPosition.newBuilder()
                        .setTeamId(team)
                        .setSourceId("tracker")
                        .setAt(at)
                        .setPosition(position(north))
                        .build())
                .build();
    }

    static SectorEvent missedCheckIn(String id, Instant at, boolean ended) {
        return SectorEvent.newBuilder()
                .setSignal(Signal.newBuilder()
                        .setSignalId(id)
                        .setKind(SignalKind.CHECK_IN)
                        .setEnded(ended)
                        .setRule("missed-check-in")
                        .setRuleVersion(0)
                        .setSubjectKind(SignalSubject.TEAM)
                        .setSubject("north")
                        .setPlacement(placement("south"))
                        .setPosition(position(0))
                        .setObservedAt(at)
                        .setDetectedAt(at)
                        .build())
                .build();
    }

    static PatrolTeam team(String id) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName("Team " + id)
                .setSectorIds(List.of("south"))
                .setEndpoints(List.of("phone-" + id))
                .build();
    }

    static PatrolTeam dutyOfficer(String id) {
        return PatrolTeam.newBuilder(team(id)).setRole(TeamRole.DUTY_OFFICER).build();
    }

    static Position position(double north) {
        return new Position(LATITUDE + north * DEGREES_PER_KILOMETRE, LONGITUDE, null);
    }

    private static Provenance provenance(String id, Instant revision) {
        return Provenance.newBuilder()
                .setSourceId("rangers")
                .setEventId(id)
                .setRevision(revision)
                .build();
    }
}

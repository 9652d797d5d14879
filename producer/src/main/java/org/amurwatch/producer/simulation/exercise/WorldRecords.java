package org.amurwatch.producer.simulation.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.simulation.CameraDeployment;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the system would get of a simulated world, as records of the contracts. All of it is EXERCISE, under the run's own
 * source ids: cameras and sensors are stations of one source, each patrol team and the inhabitants are sources of their own.
 * It is given what becomes known of the cameras, and tells from it which rows of a card can't be right.
 */
public final class WorldRecords {

    private static final String CLASSIFIER = "simulated-classifier 1";
    private static final double REPORT_UNCERTAINTY_METRES = 350;

    /** As for rows of a package (ClockCheck). */
    private static final Duration OUTSIDE = Duration.ofHours(24);

    private final RunName name;
    private final Map<String, CameraDeployment> known = new HashMap<>();

    /** @param name under which its sources, stations and teams are known */
    public WorldRecords(RunName name) {
        this.name = name;
    }

    /** Whether it is the place of a patrol, which is no event. */
    public static boolean isPosition(SimulatedEvent event) {
        return event.kind() == EventKind.PATROL_POSITION;
    }

    /** Whether it is an animal; what is neither that nor a position is an alert. */
    public static boolean isSighting(SimulatedEvent event) {
        return event.kind() == EventKind.SIGHTING;
    }

    /** What becomes known of a camera; is remembered. */
    public Deployment deployment(CameraDeployment deployment) {
        known.put(deployment.cameraId(), deployment);
        return Deployment.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(name.run())
                        .setEventId(deployment.id())
                        .setRevision(deployment.knownAt())
                        .build())
                .setPurpose(Purpose.EXERCISE)
                .setPosition(position(deployment.latitude(), deployment.longitude(), null))
                .setStationId(name.run() + "/" + deployment.stationId())
                .setCameraId(deployment.cameraId())
                .setStart(deployment.start())
                .setEnd(deployment.end())
                .build();
    }

    /** Of an event that is a position. */
    public PatrolPosition patrolPosition(SimulatedEvent event) {
        return PatrolPosition.newBuilder()
                .setTeamId(name.world() + "-" + event.teamId())
                .setSourceId(name.run() + "-" + event.sourceId())
                .setAt(event.observedAt())
                .setPosition(position(event.latitude(), event.longitude(), null))
                .setPurpose(Purpose.EXERCISE)
                .setLive(true)
                .build();
    }

    /** Of an event that is a sighting; the time is as the device states it. */
    public Sighting sighting(SimulatedEvent event) {
        return Sighting.newBuilder()
                .setProvenance(provenance(event))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(event.observedAt())
                .setClockSuspect(isOutsideItsDeployment(event))
                .setPosition(position(event))
                .setStationId(stationId(event))
                .setDeploymentId(deploymentId(event))
                .setEpisodeId(isCamera(event) ? event.id() : null)
                .setLevel(isCamera(event) ? ObservationLevel.EVENT : ObservationLevel.UNSPECIFIED)
                .setMethod(method(event))
                .setScientificName(event.scientificName())
                .setCount(event.count())
                .setIdentification(
                        event.individualId() == null
                                ? null
                                : Identification.newBuilder()
                                        .setStatus(IdentificationStatus.PROBABLE)
                                        .setIndividualId(event.individualId())
                                        .build())
                .setClassification(classification(event))
                .build();
    }

    /** Of an event that is neither; the time is as the device states it. */
    public PoachingAlert alert(SimulatedEvent event) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(event))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(event.observedAt())
                .setClockSuspect(isOutsideItsDeployment(event))
                .setPosition(position(event))
                .setStationId(stationId(event))
                .setDeploymentId(deploymentId(event))
                .setMethod(method(event))
                .setKind(AlertKind.valueOf(event.kind().name()))
                .setCount(event.count())
                .setClassification(classification(event))
                .build();
    }

    private Provenance provenance(SimulatedEvent event) {
        boolean device = isCamera(event) || event.sensor() == Sensor.ACOUSTIC;
        return Provenance.newBuilder()
                .setSourceId(device ? name.run() : name.run() + "-" + event.sourceId())
                .setEventId(event.id())
                .setRevision(event.receivedAt())
                .setFile(event.sensor() == Sensor.CAMERA_CARD ? event.sourceId() + ".csv" : null)
                .build();
    }

    private @Nullable String stationId(SimulatedEvent event) {
        if (event.stationId() != null) {
            return name.run() + "/" + event.stationId();
        }
        return event.sensor() == Sensor.ACOUSTIC ? name.run() + "/" + event.sourceId() : null;
    }

    private @Nullable String deploymentId(SimulatedEvent event) {
        CameraDeployment deployment = known.get(event.sourceId());
        return deployment == null ? null : name.run() + "/" + deployment.id();
    }

    /** A card's row from before its camera stood there, or after: its clock was wrong. What is sent at once intake judges. */
    private boolean isOutsideItsDeployment(SimulatedEvent event) {
        CameraDeployment deployment = known.get(event.sourceId());
        if (event.sensor() != Sensor.CAMERA_CARD || deployment == null) {
            return false;
        }
        Instant end = deployment.end();
        return event.observedAt().isBefore(deployment.start().minus(OUTSIDE))
                || (end != null && event.observedAt().isAfter(end.plus(OUTSIDE)));
    }

    private static boolean isCamera(SimulatedEvent event) {
        return event.sensor() == Sensor.CAMERA_LIVE || event.sensor() == Sensor.CAMERA_CARD;
    }

    private static ObservationMethod method(SimulatedEvent event) {
        return switch (event.sensor()) {
            case CAMERA_LIVE, CAMERA_CARD -> ObservationMethod.CAMERA_TRAP;
            case ACOUSTIC -> ObservationMethod.ACOUSTIC;
            case PATROL_REPORT, PATROL_POSITION ->
                event.kind() == EventKind.HUMAN_TRACKS ? ObservationMethod.TRACKS : ObservationMethod.DIRECT;
            case TIP_OFF -> ObservationMethod.REPORT;
        };
    }

    private static @Nullable Classification classification(SimulatedEvent event) {
        return event.probability() == null
                ? null
                : Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(event.probability())
                        .setBy(CLASSIFIER)
                        .build();
    }

    private static Position position(SimulatedEvent event) {
        boolean byPeople = event.sensor() == Sensor.PATROL_REPORT || event.sensor() == Sensor.TIP_OFF;
        return position(event.latitude(), event.longitude(), byPeople ? REPORT_UNCERTAINTY_METRES : null);
    }

    private static Position position(double latitude, double longitude, @Nullable Double uncertaintyMetres) {
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(uncertaintyMetres)
                .build();
    }
}

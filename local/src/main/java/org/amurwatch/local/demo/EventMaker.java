package org.amurwatch.local.demo;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.local.demo.Scenario.SceneEvent;
import org.amurwatch.local.demo.Scenario.Station;
import org.jspecify.annotations.Nullable;

/** Makes the records of a scenario. All of them are EXERCISE. */
final class EventMaker {

    private static final double LIKELY = 0.97;

    private final String sourceId;

    EventMaker(String sourceId) {
        this.sourceId = sourceId;
    }

    Deployment deployment(Station station, String period, Instant start, @Nullable Instant end, Instant revision) {
        return Deployment.newBuilder()
                .setProvenance(provenance(station.id() + "-" + period, revision, null, null))
                .setPurpose(Purpose.EXERCISE)
                .setPosition(position(station))
                .setStationId(stationId(station))
                .setCameraId(station.id())
                .setStart(start)
                .setEnd(end)
                .build();
    }

    PoachingAlert person(
            String id,
            AlertKind kind,
            Station station,
            String period,
            Instant observedAt,
            Instant revision,
            @Nullable Explanation explained,
            @Nullable String file,
            @Nullable Long row) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(id, revision, file, row))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(observedAt)
                .setPosition(position(station))
                .setStationId(stationId(station))
                .setDeploymentId(sourceId + "/" + station.id() + "-" + period)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setKind(kind)
                .setCount(1)
                .setSuspicion(Suspicion.NONE)
                .setExplained(explained)
                .setClassification(machine(LIKELY))
                .build();
    }

    Sighting animal(
            String id,
            String scientificName,
            Station station,
            String period,
            Instant observedAt,
            Instant revision,
            @Nullable String file,
            @Nullable Long row) {
        return Sighting.newBuilder()
                .setProvenance(provenance(id, revision, file, row))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(observedAt)
                .setPosition(position(station))
                .setStationId(stationId(station))
                .setDeploymentId(sourceId + "/" + station.id() + "-" + period)
                .setEpisodeId(id)
                .setLevel(ObservationLevel.EVENT)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName(scientificName)
                .setCount(1)
                .setClassification(machine(LIKELY))
                .build();
    }

    Sighting sighting(SceneEvent event, @Nullable Station station, Instant observedAt, Instant revision) {
        return Sighting.newBuilder()
                .setProvenance(provenance(event.id(), revision, null, null))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(observedAt)
                .setPosition(position(event, station))
                .setStationId(station == null ? null : stationId(station))
                .setDeploymentId(station == null ? null : sourceId + "/" + station.id() + "-now")
                .setEpisodeId(event.id())
                .setLevel(ObservationLevel.EVENT)
                .setMethod(event.method())
                .setScientificName(event.sighting())
                .setCount(event.count())
                .setIdentification(
                        event.identification() == null ? null : identification(event, event.identification()))
                .setClassification(
                        event.machineProbability() == null
                                ? Classification.newBuilder()
                                        .setMethod(ClassificationMethod.HUMAN)
                                        .setBy("analyst-1")
                                        .setAt(revision)
                                        .build()
                                : machine(event.machineProbability()))
                .build();
    }

    PoachingAlert alert(SceneEvent event, @Nullable Station station, Instant observedAt, Instant revision) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(event.id(), revision, null, null))
                .setPurpose(Purpose.EXERCISE)
                .setObservedAt(observedAt)
                .setPosition(position(event, station))
                .setStationId(station == null ? null : stationId(station))
                .setMethod(event.method())
                .setKind(java.util.Objects.requireNonNull(event.alert()))
                .setStatedKind(event.statedKind())
                .setCount(event.count())
                .setSuspicion(Suspicion.RAISED)
                .build();
    }

    private static Identification identification(SceneEvent event, IdentificationStatus status) {
        return Identification.newBuilder()
                .setStatus(status)
                .setIndividualId(event.individual())
                .setFlank(event.flank() == null ? Flank.UNSPECIFIED : event.flank())
                .build();
    }

    private static Classification machine(double probability) {
        return Classification.newBuilder()
                .setMethod(ClassificationMethod.MACHINE)
                .setProbability(probability)
                .setBy("demo-classifier 1")
                .build();
    }

    private static Position position(SceneEvent event, @Nullable Station station) {
        if (station != null) {
            return position(station);
        }
        if (event.latitude() == null || event.longitude() == null) {
            throw new IllegalArgumentException(
                    "The scenario's event " + event.id() + " has neither a station nor a latitude and longitude.");
        }
        return Position.newBuilder()
                .setLatitude(event.latitude())
                .setLongitude(event.longitude())
                .setUncertaintyMetres(100.0)
                .build();
    }

    private static Position position(Station station) {
        return Position.newBuilder()
                .setLatitude(station.latitude())
                .setLongitude(station.longitude())
                .build();
    }

    private String stationId(Station station) {
        return sourceId + "/" + station.id();
    }

    private Provenance provenance(String eventId, Instant revision, @Nullable String file, @Nullable Long row) {
        return Provenance.newBuilder()
                .setSourceId(sourceId)
                .setEventId(eventId)
                .setRevision(revision)
                .setFile(file)
                .setRow(row)
                .build();
    }
}

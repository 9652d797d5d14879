package org.amurwatch.producer.camtrap;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * What rows of a package mean as events of ours. The same row gives the same event whenever and wherever it is read, but
 * for its revision, file and row. Personal names become pseudonyms; comments, tags and other free text are not mapped.
 */
public final class EventMapping {

    private static final int REMEMBERED_NAMES = 10_000;
    private static final int LONGEST_NAME = 100;

    private final String sourceId;
    private final Purpose purpose;
    private final boolean individualAnimals;
    private final Instant packageRevision;
    private final Instant now;
    private final KindMapping kinds;
    private final Pseudonyms pseudonyms;
    private final ClockCheck clock;
    private final Map<String, String> pseudonymOf = new HashMap<>();

    /**
     * @param packageRevision when the package was made
     * @param now time of the import
     */
    public EventMapping(
            String sourceId,
            Purpose purpose,
            boolean individualAnimals,
            Instant packageRevision,
            Instant now,
            KindMapping kinds,
            Pseudonyms pseudonyms) {
        this.sourceId = sourceId;
        this.purpose = purpose;
        this.individualAnimals = individualAnimals;
        this.packageRevision = packageRevision;
        this.now = now;
        this.kinds = kinds;
        this.pseudonyms = pseudonyms;
        this.clock = new ClockCheck(now);
    }

    /** The kind of alert that this row is by the mapping file; null for wildlife. */
    public @Nullable AlertKind mappedKind(ObservationRow row) {
        return row.scientificName() == null ? null : kinds.kindOf(row.scientificName());
    }

    /** An animal. */
    public Sighting sighting(ObservationRow row, DeploymentRow deployment) {
        return Sighting.newBuilder()
                .setProvenance(provenance(row.observationId(), revision(row), row.file(), row.row()))
                .setPurpose(purpose)
                .setObservedAt(row.start())
                .setObservedUntil(until(row.start(), row.end()))
                .setClockSuspect(clock.row(row, deployment) != null)
                .setPosition(position(deployment))
                .setStationId(station(deployment))
                .setDeploymentId(deploymentKey(deployment))
                .setEpisodeId(row.eventId() == null ? null : row.deploymentId() + ":" + row.eventId())
                .setLevel(row.level())
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName(row.scientificName())
                .setCount(row.count())
                .setLifeStage(row.lifeStage())
                .setSex(row.sex())
                .setIdentification(identification(row))
                .setClassification(classification(row))
                .setMedia(row.mediaId() == null ? List.of() : media(List.of(row.mediaId())))
                .build();
    }

    /** An animal that the mapping file takes for a sign of people. */
    public PoachingAlert alert(AlertKind kind, ObservationRow row, DeploymentRow deployment) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(row.observationId(), revision(row), row.file(), row.row()))
                .setPurpose(purpose)
                .setObservedAt(row.start())
                .setObservedUntil(until(row.start(), row.end()))
                .setClockSuspect(clock.row(row, deployment) != null)
                .setPosition(position(deployment))
                .setStationId(station(deployment))
                .setDeploymentId(deploymentKey(deployment))
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setKind(kind)
                .setStatedKind(row.scientificName())
                .setCount(row.count())
                .setSuspicion(Suspicion.NONE)
                .setExplained(crew(row, deployment) ? Explanation.STAFF : null)
                .setClassification(classification(row))
                .setMedia(row.mediaId() == null ? List.of() : media(List.of(row.mediaId())))
                .build();
    }

    /**
     * What one row adds to its event's people.
     *
     * @param crewEvent whether another row of the event says that the crew is at work
     */
    public PeopleSum people(ObservationRow row, DeploymentRow deployment, boolean crewEvent) {
        boolean eventLevel = row.level() == ObservationLevel.EVENT;
        int count = row.count() == null ? 1 : row.count();
        return new PeopleSum(
                row.deploymentId(),
                peopleEventId(row),
                row.type() == ObservationRow.Type.VEHICLE,
                row.start(),
                row.end() == null ? row.start() : row.end(),
                clock.row(row, deployment) != null,
                crewEvent || crew(row, deployment),
                eventLevel ? count : 0,
                eventLevel ? 0 : count,
                row.count() != null,
                revision(row),
                row.row(),
                classification(row),
                row.mediaId() == null ? List.of() : List.of(row.mediaId()));
    }

    /** Identity of an event's people: one per (deployment, event, type), whatever rows it has. */
    public static String peopleEventId(ObservationRow row) {
        return row.eventId() == null
                ? row.observationId()
                : row.deploymentId() + ":" + row.eventId() + ":"
                        + (row.type() == ObservationRow.Type.VEHICLE ? "vehicle" : "human");
    }

    /** People, or vehicles, on camera. */
    public PoachingAlert alert(PeopleSum sum, DeploymentRow deployment, String file) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(sum.eventId(), sum.revision(), file, sum.row()))
                .setPurpose(purpose)
                .setObservedAt(sum.start())
                .setObservedUntil(until(sum.start(), sum.end()))
                .setClockSuspect(sum.suspectClock())
                .setPosition(position(deployment))
                .setStationId(station(deployment))
                .setDeploymentId(deploymentKey(deployment))
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setKind(sum.vehicle() ? AlertKind.VEHICLE : AlertKind.HUMAN_PRESENCE)
                .setCount(sum.count())
                .setSuspicion(Suspicion.NONE)
                .setExplained(sum.staff() ? Explanation.STAFF : null)
                .setClassification(sum.classification())
                .setMedia(media(sum.mediaIds()))
                .build();
    }

    /** The deployment, once all its rows are published. */
    public Deployment deployment(
            DeploymentRow row,
            List<ClassificationTally> tallies,
            @Nullable String digest,
            List<String> replacedDigests) {
        return Deployment.newBuilder()
                .setProvenance(provenance(row.deploymentId(), packageRevision, row.file(), row.row()))
                .setPurpose(purpose)
                .setPosition(position(row))
                .setStationId(station(row))
                .setCameraId(row.cameraId())
                .setStart(row.start())
                .setEnd(row.end())
                .setClockSuspect(clock.deploymentPeriod(row) != null)
                .setTallies(tallies)
                .setContentDigest(digest)
                .setReplacedDigests(replacedDigests)
                .build();
    }

    /** The deployment's identity with its source, as events name it. */
    public String deploymentKey(DeploymentRow deployment) {
        return sourceId + "/" + deployment.deploymentId();
    }

    private String station(DeploymentRow deployment) {
        return sourceId + "/" + deployment.location();
    }

    private boolean crew(ObservationRow row, DeploymentRow deployment) {
        return row.cameraSetup()
                || deployment.crewAtWork(row.start())
                || (row.end() != null && deployment.crewAtWork(row.end()));
    }

    /** A classification that claims to be made after now says nothing about the order of statements. */
    private Instant revision(ObservationRow row) {
        Instant classified = row.classifiedAt();
        return classified != null && classified.isAfter(packageRevision) && !classified.isAfter(now)
                ? classified
                : packageRevision;
    }

    private Provenance provenance(String eventId, Instant revision, String file, long row) {
        return Provenance.newBuilder()
                .setSourceId(sourceId)
                .setEventId(eventId)
                .setRevision(revision)
                .setFile(file)
                .setRow(row)
                .build();
    }

    private static Position position(DeploymentRow deployment) {
        return Position.newBuilder()
                .setLatitude(deployment.latitude())
                .setLongitude(deployment.longitude())
                .setUncertaintyMetres(deployment.uncertaintyMetres())
                .build();
    }

    private @Nullable Identification identification(ObservationRow row) {
        return !individualAnimals || row.individualId() == null
                ? null
                : Identification.newBuilder()
                        .setStatus(IdentificationStatus.CONFIRMED)
                        .setIndividualId(row.individualId())
                        .build();
    }

    private @Nullable Classification classification(ObservationRow row) {
        if (row.method() == ClassificationMethod.UNSPECIFIED
                && row.classifiedBy() == null
                && row.classifiedAt() == null
                && row.probability() == null) {
            return null;
        }
        return Classification.newBuilder()
                .setMethod(row.method())
                .setProbability(row.probability())
                .setBy(author(row))
                .setAt(row.classifiedAt())
                .build();
    }

    /** A classifier by its name; whoever is not surely a classifier, by a pseudonym. */
    private @Nullable String author(ObservationRow row) {
        String name = row.classifiedBy();
        if (name == null) {
            return null;
        }
        if (Pseudonyms.isOurs(name)) {
            return name;
        }
        if (row.method() == ClassificationMethod.MACHINE && name.length() <= LONGEST_NAME && !name.contains("@")) {
            return name;
        }
        if (pseudonymOf.size() >= REMEMBERED_NAMES) {
            pseudonymOf.clear();
        }
        return pseudonymOf.computeIfAbsent(name, pseudonyms::of);
    }

    private static List<MediaReference> media(List<String> ids) {
        return ids.stream()
                .map(id -> MediaReference.newBuilder().setMediaId(id).build())
                .toList();
    }

    private static @Nullable Instant until(Instant start, @Nullable Instant end) {
        return end != null && end.isAfter(start) ? end : null;
    }
}

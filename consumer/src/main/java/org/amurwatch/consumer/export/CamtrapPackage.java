package org.amurwatch.consumer.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.export.Disclosure.NameOf;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.event.Observation.OfSighting;
import org.jspecify.annotations.Nullable;

/** One package that is being written: deployment by deployment, with all that was observed there. */
final class CamtrapPackage implements AutoCloseable {

    private final Path folder;
    private final Disclosure disclosure;
    private final TableFile deployments;
    private final TableFile media;
    private final TableFile observations;
    private final CamtrapMedia pictures;
    private final CamtrapObservations rows;
    private final CamtrapDescriptor descriptor;
    private final ExportSummary summary;

    /** @param store where it is remembered which pictures were written */
    CamtrapPackage(Path folder, String sourceId, ExportStore store, Disclosure disclosure, ExportSummary summary) {
        this.folder = folder;
        this.disclosure = disclosure;
        this.summary = summary;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make the folder " + folder, e);
        }
        this.deployments = TableFile.create(folder.resolve("deployments.csv"), CamtrapTables.DEPLOYMENTS);
        this.media = TableFile.create(folder.resolve("media.csv"), CamtrapTables.MEDIA);
        this.observations = TableFile.create(folder.resolve("observations.csv"), CamtrapTables.OBSERVATIONS);
        this.pictures = new CamtrapMedia(media, store, disclosure);
        this.rows = new CamtrapObservations(observations, disclosure);
        this.descriptor = new CamtrapDescriptor(sourceId, disclosure);
    }

    /** Writes a deployment, and its events, which are given once. */
    void write(Deployment deployment, SortedEvents events, String group) {
        DeploymentEvents seen = new DeploymentEvents();
        events.each(group, event -> {
            seen.add(event.observation());
            write(event, deployment);
        });
        deployment.getTallies().forEach(tally -> rows.write(deployment, tally));
        Position position = disclosure.position(deployment.getPosition());
        Instant until = end(deployment, seen.last);
        descriptor.add(deployment, position, until);
        write(deployment, position, until, seen);
        summary.add("deployments", 1);
    }

    private void write(HeldEvent event, Deployment deployment) {
        Observation observation = event.observation();
        String type = CamtrapObservations.type(observation).orElse(null);
        if (type == null || !disclosure.tells(observation)) {
            summary.add(type == null ? "withoutWord" : "notTold", 1);
            return;
        }
        descriptor.add(event);
        pictures.write(observation, deployment);
        if (observation instanceof OfSighting animal) {
            rows.write(animal, deployment);
        } else {
            rows.write((OfPoachingAlert) observation, type, deployment);
        }
        summary.add("events", 1);
    }

    private void write(Deployment deployment, Position position, Instant until, DeploymentEvents seen) {
        String sourceId = deployment.getProvenance().getSourceId();
        String camera = deployment.getCameraId();
        deployments
                .row()
                .set(
                        "deploymentID",
                        disclosure.name(
                                NameOf.DEPLOYMENT,
                                sourceId,
                                deployment.getProvenance().getEventId()))
                .set("locationID", location(deployment))
                .set("latitude", Texts.plain(position.getLatitude()))
                .set("longitude", Texts.plain(position.getLongitude()))
                .set("coordinateUncertainty", Texts.wholeMetres(position.getUncertaintyMetres()))
                .set("deploymentStart", Texts.seconds(deployment.getStart()))
                .set("deploymentEnd", Texts.seconds(until))
                .set("cameraID", camera == null ? null : disclosure.name(NameOf.CAMERA, sourceId, camera))
                // An impossible period makes the clock suspect too, and then not of what was seen.
                .set("timestampIssues", deployment.getClockSuspect() && !seen.clockRight)
                .write();
    }

    /** What the import took for its place; null where those were its coordinates, of which it is made anew. */
    private @Nullable String location(Deployment deployment) {
        String sourceId = deployment.getProvenance().getSourceId();
        String station = deployment.getStationId();
        String own = station.startsWith(sourceId + "/") ? station.substring(sourceId.length() + 1) : station;
        String coordinates = Texts.plain(deployment.getPosition().getLatitude()) + ","
                + Texts.plain(deployment.getPosition().getLongitude());
        return disclosure.degrees().isEmpty() && own.equals(coordinates)
                ? null
                : disclosure.name(NameOf.STATION, sourceId, own);
    }

    /** A deployment that still watches did so when that was said, and when it saw something last. */
    private static Instant end(Deployment deployment, Instant lastSeen) {
        if (deployment.getEnd() != null) {
            return deployment.getEnd();
        }
        Instant end = deployment.getProvenance().getRevision();
        end = lastSeen.isAfter(end) ? lastSeen : end;
        return deployment.getStart().isAfter(end) ? deployment.getStart() : end;
    }

    /** What the events of a deployment say of it. */
    private static final class DeploymentEvents {
        private Instant last = Instant.EPOCH;
        private boolean clockRight;

        void add(Observation event) {
            if (!event.clockSuspect()) {
                clockRight = true;
                last = event.until().isAfter(last) ? event.until() : last;
            }
        }
    }

    /** Finishes the package. */
    @Override
    public void close() {
        deployments.close();
        media.close();
        observations.close();
        summary.add("observationRows", rows.rows());
        summary.add("media", pictures.rows());
        summary.add("packages", 1);
        try {
            Files.writeString(folder.resolve("datapackage.json"), descriptor.json());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write datapackage.json in " + folder, e);
        }
    }
}

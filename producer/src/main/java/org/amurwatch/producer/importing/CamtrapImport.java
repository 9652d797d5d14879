package org.amurwatch.producer.importing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.CamtrapPackage;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Imports Camtrap DP packages, and what else is read as a {@link CameraPackage}. A whole package is a snapshot of its source:
 * what it states anew or otherwise is published, what it states no more of its deployments is withdrawn, and what is known
 * already is not sent again. One that is not whole withdraws nothing. It can be repeated, and interrupted at any point: then
 * it is simply run again.
 */
public final class CamtrapImport {

    /**
     * What to import, and how.
     *
     * @param path what is imported: a folder, zip or file
     * @param sourceId in place of the package's project.id; null to take that
     * @param kinds animals that are a sign of people
     * @param purpose with which events are marked
     * @param pseudonymSecret see {@link ImportSettings#pseudonymSecret}
     * @param dryRun compare and count, publish nothing
     * @param confirmWithdrawals withdraw even more than 5 % of the known events
     * @param workFolder where the temporary store is made
     * @param picturesFolder where pictures of people and vehicles are kept; null: they are not
     */
    public record Request(
            Path path,
            @Nullable String sourceId,
            KindMapping kinds,
            Purpose purpose,
            String pseudonymSecret,
            boolean dryRun,
            boolean confirmWithdrawals,
            Path workFolder,
            @Nullable Path picturesFolder) {

        /** Keeps no pictures. */
        public Request(
                Path path,
                @Nullable String sourceId,
                KindMapping kinds,
                Purpose purpose,
                String pseudonymSecret,
                boolean dryRun,
                boolean confirmWithdrawals,
                Path workFolder) {
            this(path, sourceId, kinds, purpose, pseudonymSecret, dryRun, confirmWithdrawals, workFolder, null);
        }
    }

    private final PublishedEvents published;
    private final Supplier<EventSink> sink;
    private final Clock clock;
    private final Progress progress;

    /** @param sink opened once it is sure that something is to be published */
    public CamtrapImport(PublishedEvents published, Supplier<EventSink> sink, Clock clock, Progress progress) {
        this.published = published;
        this.sink = sink;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Imports one package. The summary is to be closed.
     *
     * @throws CommandFailure (wrong usage) if the package can't be read, or withdraws much without confirmation; then nothing
     *     was published
     */
    public ImportSummary run(Request request) {
        try (CamtrapPackage camtrapPackage = CamtrapPackage.open(request.path())) {
            return run(camtrapPackage, request);
        }
    }

    /** As {@link #run(Request)}, of a package that was opened by who calls, and is left open. */
    public ImportSummary run(CameraPackage cameraPackage, Request request) {
        String sourceId = sourceId(request, cameraPackage);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ImportWorkspace workspace = ImportWorkspace.in(request.workFolder());
        try {
            return new CamtrapImportRun(cameraPackage, request, sourceId, now, workspace, progress)
                    .run(published, sink);
        } catch (RuntimeException | Error e) {
            workspace.close();
            throw e;
        }
    }

    private static String sourceId(Request request, CameraPackage cameraPackage) {
        String projectId = cameraPackage.projectId();
        String sourceId = request.sourceId() != null ? request.sourceId() : projectId;
        if (sourceId == null) {
            throw CommandFailure.usage(
                    "The package has no project.id, or several, so nothing says whose statements these are: give a"
                            + " name that stays the same for all packages of this project with --source NAME.");
        }
        try {
            new EventKey(sourceId, "any");
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage()
                    + (request.sourceId() == null
                            ? " It is the package's project.id; give another name with --source NAME."
                            : ""));
        }
        return sourceId;
    }
}

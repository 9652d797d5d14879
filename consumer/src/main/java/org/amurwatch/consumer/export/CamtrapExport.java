package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/** Camtrap DP 1.0: a package for each source, of its deployments and what their cameras saw. */
final class CamtrapExport implements ExportFormat {

    private static final List<String> NUMBERS = List.of(
            "packages",
            "deployments",
            "events",
            "observationRows",
            "media",
            "withoutDeployment",
            "withoutWord",
            "notTold");

    private final @Nullable String source;
    private final Disclosure disclosure;

    /** @param source whose package; null: one for each that has deployments */
    CamtrapExport(@Nullable String source, Disclosure disclosure) {
        this.source = source;
        this.disclosure = disclosure;
    }

    @Override
    public void write(ExportIndex index, ExportStore scratch, Purpose system, Path folder, ExportSummary summary) {
        NUMBERS.forEach(name -> summary.set(name, 0));
        SortedEvents events = new SortedEvents(scratch);
        long[] sorted = {0};
        new HeldEvents(index, system).forEach(event -> {
            if (isFromCamera(event.observation())) {
                events.put(String.valueOf(event.observation().deploymentId()), event);
                sorted[0]++;
            }
        });
        AtomicReference<@Nullable Writing> open = new AtomicReference<>();
        index.eachDeployment(source == null ? "" : source + "/", deployment -> {
            if (!deployment.getWithdrawn() && Purposes.counts(deployment.getPurpose(), system)) {
                String sourceId = deployment.getProvenance().getSourceId();
                Writing writing = open.get();
                if (writing == null || !writing.sourceId.equals(sourceId)) {
                    close(writing);
                    writing = new Writing(
                            sourceId,
                            new CamtrapPackage(
                                    folder.resolve(Texts.fileName(sourceId)), sourceId, scratch, disclosure, summary));
                    open.set(writing);
                }
                writing.file.write(deployment, events, key(deployment));
            }
        });
        close(open.get());
        summary.set(
                "withoutDeployment",
                sorted[0] - summary.get("events") - summary.get("withoutWord") - summary.get("notTold"));
    }

    /** The package of a source that is open. */
    private record Writing(String sourceId, CamtrapPackage file) {}

    private static void close(@Nullable Writing writing) {
        if (writing != null) {
            writing.file.close();
        }
    }

    private boolean isFromCamera(Observation event) {
        if (event.deploymentId() == null
                || (source != null && !source.equals(event.provenance().getSourceId()))) {
            return false;
        }
        return event.map(Sighting::getMethod, PoachingAlert::getMethod) == ObservationMethod.CAMERA_TRAP;
    }

    private static String key(Deployment deployment) {
        return deployment.getProvenance().getSourceId() + "/"
                + deployment.getProvenance().getEventId();
    }
}

package org.amurwatch.producer.importing;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * What the first reading of a package finds, and all later readings rest on: its deployments with the digests of all their
 * rows, which events have a row for the whole event or show the crew, and which ids come twice.
 */
final class PackageSurvey {

    private final ImportSummary summary;
    private final RepeatedRows repeatedRows;
    private final boolean unnamedAnimals;
    private final Map<String, DeploymentPlan> plans = new LinkedHashMap<>();
    private final Set<String> rejectedDeployments = new HashSet<>();
    private final HashSet128 eventsWithEventRow = new HashSet128();
    private final HashSet128 eventsWithCrew = new HashSet128();
    private String observationsFile = "";

    private PackageSurvey(ImportWorkspace workspace, ImportSummary summary, boolean unnamedAnimals) {
        this.summary = summary;
        this.unnamedAnimals = unnamedAnimals;
        this.repeatedRows = new RepeatedRows(workspace);
    }

    static PackageSurvey of(
            CameraPackage cameraPackage, ImportWorkspace workspace, ImportSummary summary, Progress progress) {
        PackageSurvey survey = new PackageSurvey(workspace, summary, cameraPackage.unnamedAnimals());
        survey.readDeployments(cameraPackage);
        progress.begin("Reading the package", 0);
        cameraPackage.observations(row -> {
            progress.advance();
            survey.observe(row);
        });
        progress.end();
        return survey;
    }

    private void readDeployments(CameraPackage cameraPackage) {
        cameraPackage.deployments(new CameraPackage.RowHandler() {
            @Override
            public void accept(Row row) throws UnusableRow {
                summary.addDeployment("read");
                plan(row, DeploymentRow.of(row));
            }

            @Override
            public void unusable(Row row, String reason) {
                summary.addDeployment("rejected");
                summary.rejected().add(row.file(), row.number(), reason);
                String id = row.text("deploymentID");
                if (id != null) {
                    rejectedDeployments.add(id);
                }
            }
        });
    }

    private void plan(Row row, DeploymentRow deployment) throws UnusableRow {
        byte[] digest = row.digest("deployment");
        DeploymentPlan other = plans.get(deployment.deploymentId());
        if (other == null) {
            plans.put(deployment.deploymentId(), new DeploymentPlan(plans.size(), deployment, digest));
            return;
        }
        int order = other.compareRow(digest);
        if (order > 0) {
            plans.put(deployment.deploymentId(), new DeploymentPlan(other.number(), deployment, digest));
            summary.addDeployment("rejected");
            summary.rejected().add(other.row().file(), other.row().row(), contradicted("deploymentID"));
        } else if (order < 0) {
            throw new UnusableRow(contradicted("deploymentID"));
        }
    }

    private void observe(Row row) throws UnusableRow {
        summary.add(Count.READ);
        observationsFile = observationsFile.isEmpty() ? row.file() : observationsFile;
        byte[] digest = row.digest("observation");
        String deploymentId = row.text("deploymentID");
        DeploymentPlan plan = deploymentId == null ? null : plans.get(deploymentId);
        if (plan != null) {
            // Rows that can't be used count too: a package where they were mended is another package.
            plan.addObservation(digest);
        }
        ObservationRow observation = ObservationRow.of(row);
        planOf(observation);
        repeatedRows.survey(observation, digest);
        String eventId = observation.eventId();
        if (eventId != null) {
            Hash128 event = Hash128.of(observation.deploymentId(), eventId);
            if (observation.level() == ObservationLevel.EVENT) {
                eventsWithEventRow.add(event);
            }
            if (observation.cameraSetup()) {
                eventsWithCrew.add(event);
            }
        }
    }

    /** Why a row is left out whose id another row has too. */
    static String contradicted(String column) {
        return "another row has the same " + column + " and says something else; that one was taken";
    }

    /** The package's deployments, in the order of their file. */
    Collection<DeploymentPlan> plans() {
        return Collections.unmodifiableCollection(plans.values());
    }

    /** The deployment with this id; null if the package has none that can be used. */
    @Nullable
    DeploymentPlan plan(String deploymentId) {
        return plans.get(deploymentId);
    }

    /** @throws UnusableRow if the observation's deployment is none of the package, or can't be used */
    DeploymentPlan planOf(ObservationRow observation) throws UnusableRow {
        DeploymentPlan plan = plans.get(observation.deploymentId());
        if (plan == null) {
            throw new UnusableRow(
                    rejectedDeployments.contains(observation.deploymentId())
                            ? "its deployment was rejected"
                            : "its deploymentID is no deployment of the package");
        }
        return plan;
    }

    /** Whether it is an event by itself: an animal, named or of a package whose unnamed ones count too. */
    boolean isEvent(ObservationRow observation) {
        return observation.type() == ObservationRow.Type.ANIMAL
                && (unnamedAnimals || observation.scientificName() != null);
    }

    /** Whether it speaks of a single picture, and its event has a row of its own. */
    boolean covered(ObservationRow observation) {
        String eventId = observation.eventId();
        return observation.level() == ObservationLevel.MEDIA
                && eventId != null
                && eventsWithEventRow.contains(Hash128.of(observation.deploymentId(), eventId));
    }

    /** Whether a row of its event says that the crew is at work. */
    boolean showsCrew(ObservationRow observation) {
        String eventId = observation.eventId();
        return eventId != null && eventsWithCrew.contains(Hash128.of(observation.deploymentId(), eventId));
    }

    RepeatedRows repeatedRows() {
        return repeatedRows;
    }

    /** Name of the first file of observations; empty if there are none. */
    String observationsFile() {
        return observationsFile;
    }
}

package org.amurwatch.producer.importing;

import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.avro.Deployment;
import org.amurwatch.event.ContentHash;
import org.jspecify.annotations.Nullable;

/**
 * The records of a package's deployments. They are sent last, once all events are acknowledged: an import that was
 * interrupted leaves the old ones, and is simply run again.
 */
final class DeploymentRecords {

    private final PackageEvents events;
    private final TallyTable tallies;
    private final Instant packageRevision;
    private final boolean whole;
    private final ImportSummary summary;

    /** @param whole whether the package states all that is known of its deployments */
    DeploymentRecords(
            PackageEvents events, TallyTable tallies, Instant packageRevision, boolean whole, ImportSummary summary) {
        this.events = events;
        this.tallies = tallies;
        this.packageRevision = packageRevision;
        this.whole = whole;
        this.summary = summary;
    }

    /** Counts what becomes of a deployment, and sends its record if that says something new. */
    void settle(DeploymentPlan plan, Consumer<Deployment> send) {
        if (plan.superseded()) {
            summary.addDeployment("superseded");
            return;
        }
        DeploymentPlan.@Nullable Stored stored = plan.stored();
        Deployment deployment = whole
                ? events.deployment(plan, tallies.of(plan.number()))
                : events.deploymentInPart(plan, tallies.of(plan.number()));
        if (stored == null) {
            summary.addDeployment("new");
            send.accept(deployment);
            return;
        }
        boolean same = stored.contentHash() == ContentHash.of(deployment);
        summary.addDeployment(same ? "unchanged" : "changed");
        if (!same || packageRevision.isAfter(stored.revision())) {
            if (packageRevision.isBefore(stored.revision())) {
                deployment.getProvenance().setRevision(stored.revision());
            }
            send.accept(deployment);
        }
    }
}

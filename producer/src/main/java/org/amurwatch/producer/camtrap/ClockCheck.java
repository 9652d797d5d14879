package org.amurwatch.producer.camtrap;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.producer.table.PossibleTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells times of a package that can't be right, by themselves ({@link PossibleTime}) or beside the deployment's.
 */
public final class ClockCheck {

    private static final Duration OUTSIDE = Duration.ofHours(24);

    private final Instant now;

    /** @param now the time of the import */
    public ClockCheck(Instant now) {
        this.now = now;
    }

    /** Why no time of this deployment can be trusted; null if they can. */
    public @Nullable String deploymentClock(DeploymentRow deployment) {
        if (deployment.timestampIssues()) {
            return "its deployment has timestampIssues";
        }
        String impossible = impossible(deployment.start());
        return impossible == null ? null : "deploymentStart " + deployment.start() + " " + impossible;
    }

    /** Why the deployment's period is no measure of effort; null if it is. */
    public @Nullable String deploymentPeriod(DeploymentRow deployment) {
        String clock = deploymentClock(deployment);
        Instant end = deployment.end();
        if (clock != null || end == null) {
            return clock;
        }
        if (end.isBefore(deployment.start())) {
            return "deploymentEnd " + end + " is before deploymentStart " + deployment.start();
        }
        String impossible = impossible(end);
        return impossible == null ? null : "deploymentEnd " + end + " " + impossible;
    }

    /** Why the time of this row can't be right; null if it can. */
    public @Nullable String row(ObservationRow row, DeploymentRow deployment) {
        String clock = deploymentClock(deployment);
        if (clock != null) {
            return clock;
        }
        String impossible = impossible(row.start());
        if (impossible != null) {
            return "eventStart " + row.start() + " " + impossible;
        }
        if (row.start().isBefore(deployment.start().minus(OUTSIDE))) {
            return "eventStart " + row.start() + " is more than 24 hours before deploymentStart " + deployment.start();
        }
        Instant end = deployment.end();
        if (end != null && row.start().isAfter(end.plus(OUTSIDE))) {
            return "eventStart " + row.start() + " is more than 24 hours after deploymentEnd " + end;
        }
        return null;
    }

    private @Nullable String impossible(Instant time) {
        return PossibleTime.impossible(time, now);
    }
}

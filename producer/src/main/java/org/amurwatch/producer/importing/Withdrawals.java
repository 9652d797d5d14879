package org.amurwatch.producer.importing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.publish.EventSink;

/**
 * The known events of a package's deployments that the package states no more. They are counted before anything is
 * published, and taken back after all else was.
 */
final class Withdrawals {

    /** More withdrawals than this share of the known events are to be confirmed (architecture.md, Identity). */
    private static final double UNCONFIRMED = 0.05;

    private final KnownEvents known;
    private final ImportSummary summary;

    Withdrawals(KnownEvents known, ImportSummary summary) {
        this.known = known;
        this.summary = summary;
    }

    /**
     * Finds them, after the comparison marked what the package states.
     *
     * @throws CommandFailure (wrong usage) if they are many, not confirmed, and this is no dry run
     */
    void find(PackageSurvey survey, PackageEvents events, CamtrapImport.Request request) {
        Map<Long, DeploymentPlan> byHash = new HashMap<>();
        survey.plans().forEach(plan -> byHash.put(KnownEvents.deploymentHash(events.deploymentKey(plan)), plan));
        long[] current = new long[1];
        known.replaceAll(event -> {
            DeploymentPlan plan = byHash.get(event.deploymentHash());
            if (plan == null || plan.superseded() || event.withdrawn()) {
                return event;
            }
            current[0]++;
            if (event.seen()) {
                return event;
            }
            summary.add(Count.WITHDRAWN);
            return event.markedLeftOver(true);
        });
        askIfMany(current[0], request);
    }

    private void askIfMany(long current, CamtrapImport.Request request) {
        long withdrawn = summary.count(Count.WITHDRAWN);
        if (withdrawn <= current * UNCONFIRMED || request.confirmWithdrawals()) {
            return;
        }
        String much = withdrawn + " of the " + current + " events that are known of its deployments are not in the"
                + " package and would be withdrawn";
        if (!request.dryRun()) {
            throw CommandFailure.usage(much
                    + ". Nothing was published. Look at it with --dry-run; if it is meant, add --confirm-withdrawals.");
        }
        summary.note(much + ": that asks for --confirm-withdrawals.");
    }

    /** Takes them back: sends the content that holds once more, as withdrawn. */
    void publish(String sourceId, Instant revision, PublishedEvents published, EventSink sink) {
        if (summary.count(Count.WITHDRAWN) == 0) {
            return;
        }
        published.read(sourceId, new PublishedEvents.Handler() {
            @Override
            public void accept(Sighting sighting) {
                withdraw(FieldEvent.of(sighting), revision, sink);
            }

            @Override
            public void accept(PoachingAlert alert) {
                withdraw(FieldEvent.of(alert), revision, sink);
            }

            @Override
            public void accept(Deployment deployment) {}
        });
    }

    private void withdraw(FieldEvent event, Instant revision, EventSink sink) {
        KnownEvent before = known.get(event.key());
        if (before != null && before.leftOver() && before.contentHash() == event.contentHash()) {
            before.supersededBy(event.takenBack().revisedAt(revision)).publishTo(sink);
            known.put(event.key(), before.markedLeftOver(false));
        }
    }
}

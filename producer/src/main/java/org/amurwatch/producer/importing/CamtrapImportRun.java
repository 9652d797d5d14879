package org.amurwatch.producer.importing;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.ClockCheck;
import org.amurwatch.producer.camtrap.EventMapping;
import org.amurwatch.producer.camtrap.Pseudonyms;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;

/**
 * One run over one package. It reads the observations three times, so that nothing is published before all of it is known
 * to be readable and what it would withdraw is counted, and so that memory need not hold them:
 *
 * <ol>
 *   <li>{@link PackageSurvey}: which events have a row for the whole event, which ids come twice, the digest of each
 *       deployment;
 *   <li>{@link PackageComparison} with what was published: count, list, add up the people of each event, and find what is
 *       left over ({@link Withdrawals});
 *   <li>{@link PackagePublication}: new and changed events, withdrawals, and once all of them are acknowledged the
 *       deployments ({@link DeploymentRecords}).
 * </ol>
 *
 * <p>Nothing in it depends on the order of rows.
 */
final class CamtrapImportRun {

    private final CameraPackage cameraPackage;
    private final CamtrapImport.Request request;
    private final String sourceId;
    private final Instant now;
    private final PackageRevision revision;
    private final ImportWorkspace workspace;
    private final Progress progress;
    private final ImportSummary summary;
    private final KnownEvents known;
    private final ClockCheck clock;

    CamtrapImportRun(
            CameraPackage cameraPackage,
            CamtrapImport.Request request,
            String sourceId,
            Instant now,
            ImportWorkspace workspace,
            Progress progress) {
        this.cameraPackage = cameraPackage;
        this.request = request;
        this.sourceId = sourceId;
        this.now = now;
        this.workspace = workspace;
        this.progress = progress;
        this.summary = new ImportSummary(sourceId, request.dryRun(), workspace);
        cameraPackage.notes().forEach(summary::note);
        Instant created = cameraPackage.created();
        if (created != null && created.isAfter(now)) {
            summary.note("The package says that it was created in the future, " + created
                    + ": its statements count as made now.");
        }
        this.revision = PackageRevision.of(created, now);
        this.known = new KnownEvents(workspace);
        this.clock = new ClockCheck(now);
    }

    ImportSummary run(PublishedEvents published, Supplier<EventSink> sinks) {
        PackageSurvey survey = PackageSurvey.of(cameraPackage, workspace, summary, progress);
        readKnown(published, survey);
        if (cameraPackage.whole()) {
            survey.plans().forEach(plan -> plan.decide(revision));
        }

        PackageEvents events = new PackageEvents(mapping(), survey, workspace);
        TallyTable tallies = new TallyTable(workspace);
        new PackageComparison(sourceId, survey, events, known, tallies, clock, summary).read(cameraPackage, progress);
        Withdrawals withdrawals = new Withdrawals(known, summary);
        if (cameraPackage.whole()) {
            withdrawals.find(survey, events, request);
        }

        DeploymentRecords deployments =
                new DeploymentRecords(events, tallies, revision.time(), cameraPackage.whole(), summary);
        if (request.dryRun()) {
            survey.plans().forEach(plan -> deployments.settle(plan, deployment -> {}));
        } else {
            try (EventSink sink = sinks.get()) {
                progress.begin("Publishing", summary.count(Count.READ));
                KeptPictures pictures = KeptPictures.of(cameraPackage, request.picturesFolder(), workspace);
                new PackagePublication(survey, events, known, pictures, summary, sink).read(cameraPackage, progress);
                pictures.note(summary);
                withdrawals.publish(sourceId, revision.time(), published, sink);
                sink.flush();
                survey.plans().forEach(plan -> deployments.settle(plan, sink::publish));
                sink.flush();
                progress.end();
            }
        }
        note(survey);
        return summary;
    }

    private EventMapping mapping() {
        return new EventMapping(
                sourceId,
                request.purpose(),
                cameraPackage.individualAnimals(),
                revision.time(),
                now,
                request.kinds(),
                new Pseudonyms(sourceId, request.pseudonymSecret()));
    }

    private void readKnown(PublishedEvents published, PackageSurvey survey) {
        progress.begin("Reading what is known", 0);
        published.read(sourceId, new PublishedEvents.Handler() {
            @Override
            public void accept(Sighting sighting) {
                progress.advance();
                known.observe(FieldEvent.of(sighting));
            }

            @Override
            public void accept(PoachingAlert alert) {
                progress.advance();
                known.observe(FieldEvent.of(alert));
            }

            @Override
            public void accept(Deployment deployment) {
                DeploymentPlan plan = survey.plan(deployment.getProvenance().getEventId());
                if (plan != null) {
                    plan.observe(deployment, !cameraPackage.whole());
                }
            }
        });
        progress.end();
    }

    private void note(PackageSurvey survey) {
        note(
                summary.clockSuspect().count(),
                " rows have a time that can't be right (clockSuspect): they are kept, enter no day's count and page"
                        + " nobody.");
        note(
                count(survey, plan -> clock.deploymentPeriod(plan.row()) != null),
                " deployments have a period that can't be right: no effort is counted from them.");
        long superseded = count(survey, DeploymentPlan::superseded);
        if (superseded > 0) {
            summary.note("Of " + superseded
                    + " deployments a later package was imported before: they are left as they are.");
        }
        note(
                count(survey, plan -> plan.row().end() == null),
                " deployments have no deploymentEnd: they count as still watching.");
    }

    private void note(long count, String sentence) {
        if (count > 0) {
            summary.note(count + sentence);
        }
    }

    private static long count(PackageSurvey survey, Predicate<DeploymentPlan> condition) {
        return survey.plans().stream().filter(condition).count();
    }
}

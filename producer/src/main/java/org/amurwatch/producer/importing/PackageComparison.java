package org.amurwatch.producer.importing;

import org.amurwatch.event.EventKey;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.ClockCheck;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;

/**
 * The second reading of a package: what each row counts as, and which events are new, changed or known already. Adds up the
 * people of each event and the tallies of each deployment, and marks the known events that the package states.
 */
final class PackageComparison {

    private final String sourceId;
    private final PackageSurvey survey;
    private final PackageEvents events;
    private final KnownEvents known;
    private final TallyTable tallies;
    private final ClockCheck clock;
    private final ImportSummary summary;

    PackageComparison(
            String sourceId,
            PackageSurvey survey,
            PackageEvents events,
            KnownEvents known,
            TallyTable tallies,
            ClockCheck clock,
            ImportSummary summary) {
        this.sourceId = sourceId;
        this.survey = survey;
        this.events = events;
        this.known = known;
        this.tallies = tallies;
        this.clock = clock;
        this.summary = summary;
    }

    void read(CameraPackage cameraPackage, Progress progress) {
        progress.begin("Comparing", summary.count(Count.READ));
        cameraPackage.observations(new CameraPackage.RowHandler() {
            @Override
            public void accept(Row row) throws UnusableRow {
                progress.advance();
                ObservationRow observation = ObservationRow.of(row);
                take(row, observation, survey.planOf(observation));
            }

            @Override
            public void unusable(Row row, String reason) {
                summary.rejected().add(row.file(), row.number(), reason);
                keepKnown(row);
            }
        });
        events.eachPeople(this::compare);
        progress.end();
    }

    private void take(Row row, ObservationRow observation, DeploymentPlan plan) throws UnusableRow {
        switch (survey.repeatedRows().standing(row, observation, RepeatedRows.Reading.COMPARE)) {
            case CONTRADICTED -> throw new UnusableRow(PackageSurvey.contradicted("observationID"));
            case REPEATED -> summary.add(Count.REPEATED);
            case HOLDS -> {
                if (plan.superseded()) {
                    summary.add(Count.SUPERSEDED);
                    known.markSeen(new EventKey(sourceId, observation.observationId()));
                } else {
                    count(row, observation, plan);
                }
            }
        }
    }

    private void count(Row row, ObservationRow observation, DeploymentPlan plan) {
        boolean covered = survey.covered(observation);
        if (covered && !observation.type().people()) {
            summary.add(Count.COVERED);
            return;
        }
        String suspicion = clock.row(observation, plan.row());
        if (suspicion != null) {
            summary.clockSuspect().add(row.file(), row.number(), suspicion);
        } else if (!covered) {
            tallies.add(plan.number(), observation.start(), TallyTable.Column.of(observation));
        }
        switch (observation.type()) {
            case HUMAN, VEHICLE -> {
                summary.add(Count.PEOPLE);
                events.addPeople(observation, plan);
            }
            case ANIMAL -> {
                if (survey.isEvent(observation)) {
                    summary.add(Count.ANIMALS);
                    compare(events.animal(observation, plan));
                } else {
                    summary.add(Count.UNKNOWN);
                }
            }
            case BLANK -> summary.add(Count.BLANK);
            case UNKNOWN -> summary.add(Count.UNKNOWN);
            case UNCLASSIFIED -> summary.add(Count.UNCLASSIFIED);
        }
    }

    private void compare(FieldEvent event) {
        KnownEvent before = known.get(event.key());
        if (before == null) {
            summary.add(Count.NEW);
            return;
        }
        known.put(event.key(), before.markedSeen());
        summary.add(before.contentHash() == event.contentHash() ? Count.DUPLICATES : Count.CHANGED);
    }

    /** What can't be used now is not missing: what is known of it stays. */
    private void keepKnown(Row row) {
        String id = row.text("observationID");
        if (id != null && id.length() <= 300) {
            known.markSeen(new EventKey(sourceId, id));
        }
        String deployment = row.text("deploymentID");
        String event = row.text("eventID", "sequenceID");
        if (deployment != null && event != null && deployment.length() + event.length() <= 280) {
            known.markSeen(new EventKey(sourceId, deployment + ":" + event + ":human"));
            known.markSeen(new EventKey(sourceId, deployment + ":" + event + ":vehicle"));
        }
    }
}

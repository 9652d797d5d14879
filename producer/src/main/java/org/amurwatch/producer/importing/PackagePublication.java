package org.amurwatch.producer.importing;

import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;

/** The third reading of a package: sends the events that are new or changed. */
final class PackagePublication {

    private final PackageSurvey survey;
    private final PackageEvents events;
    private final KnownEvents known;
    private final KeptPictures pictures;
    private final ImportSummary summary;
    private final EventSink sink;

    PackagePublication(
            PackageSurvey survey,
            PackageEvents events,
            KnownEvents known,
            KeptPictures pictures,
            ImportSummary summary,
            EventSink sink) {
        this.survey = survey;
        this.events = events;
        this.known = known;
        this.pictures = pictures;
        this.summary = summary;
        this.sink = sink;
    }

    void read(CameraPackage cameraPackage, Progress progress) {
        cameraPackage.observations(row -> {
            progress.advance();
            take(row, ObservationRow.of(row));
        });
        events.eachPeople(this::publish);
    }

    private void take(Row row, ObservationRow observation) throws UnusableRow {
        DeploymentPlan plan = survey.planOf(observation);
        if (survey.isEvent(observation)
                && !plan.superseded()
                && !survey.covered(observation)
                && survey.repeatedRows().standing(row, observation, RepeatedRows.Reading.PUBLISH)
                        == RepeatedRows.Standing.HOLDS) {
            publish(events.animal(observation, plan));
        }
    }

    private void publish(FieldEvent event) {
        KnownEvent before = known.get(event.key());
        if (before == null) {
            pictures.kept(event).publishTo(sink);
            summary.add(Count.PUBLISHED);
        } else if (event.contentHash() != before.contentHash()) {
            pictures.kept(before.supersededBy(event)).publishTo(sink);
            summary.add(Count.PUBLISHED);
        }
    }
}

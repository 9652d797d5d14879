package org.amurwatch.consumer.dossier;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;

/**
 * All that the topics know of one incident. Each list is in the order in which its records were stored.
 *
 * @param incident how it stands
 * @param merged incidents that became part of it
 * @param evidence all that joined it or was taken out, each time
 * @param sightings what sources said about its evidence: the first statements, corrections and withdrawals
 * @param alerts as the sightings
 * @param rules the sets that joined its evidence
 * @param privateDetails names and free text of its evidence; none where they are not to be given out
 * @param seen who was given it, or a picture of its evidence, on the dashboard or as a file
 */
record Dossier(
        Incident incident,
        List<Incident> merged,
        List<StoredRecord<IncidentEvidence>> evidence,
        List<StoredRecord<Sighting>> sightings,
        List<StoredRecord<PoachingAlert>> alerts,
        List<StoredRecord<Deployment>> deployments,
        List<StoredRecord<ReviewVerdict>> verdicts,
        List<StoredRecord<ReviewItem>> reviewItems,
        List<StoredRecord<RuleSet>> rules,
        List<StoredRecord<PatrolAlert>> messages,
        List<StoredRecord<AlertDelivery>> deliveries,
        List<StoredRecord<DeliveryReceipt>> receipts,
        List<StoredRecord<DeliveryOrder>> orders,
        List<StoredRecord<PatrolResponse>> responses,
        List<StoredRecord<IncidentNote>> notes,
        List<StoredRecord<PrivateDetails>> privateDetails,
        List<StoredRecord<AccessEntry>> seen) {

    /** What a source said about its evidence, and when that was received. */
    record Statement(Instant receivedAt, Observation observation) {}

    /** What sources said about its evidence, sightings and alerts together, in the order in which it was received. */
    List<Statement> statements() {
        return statements(sightings, alerts);
    }

    /** As {@link #statements()}, of the two lists. */
    static List<Statement> statements(
            List<StoredRecord<Sighting>> sightings, List<StoredRecord<PoachingAlert>> alerts) {
        return Stream.concat(
                        sightings.stream().map(one -> new Statement(one.storedAt(), Observation.of(one.value()))),
                        alerts.stream().map(one -> new Statement(one.storedAt(), Observation.of(one.value()))))
                .sorted(Comparator.comparing(Statement::receivedAt))
                .toList();
    }

    /** What came from outside, byte for byte as it was received, in the order in which it was. */
    List<StoredRecord<?>> originals() {
        return Stream.of(sightings, alerts, deployments, verdicts)
                .<StoredRecord<?>>flatMap(List::stream)
                .sorted(StoredRecord.ORDER)
                .toList();
    }
}

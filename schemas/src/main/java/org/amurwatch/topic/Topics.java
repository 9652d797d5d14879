package org.amurwatch.topic;

import static org.amurwatch.security.Party.DASHBOARD;
import static org.amurwatch.security.Party.DECISIONS;
import static org.amurwatch.security.Party.DISPATCH;
import static org.amurwatch.security.Party.HANDLER;
import static org.amurwatch.security.Party.INGEST;
import static org.amurwatch.security.Party.OPERATOR;
import static org.amurwatch.security.Party.PARTNERS;
import static org.amurwatch.security.Party.PRODUCER;
import static org.amurwatch.security.Party.READER;
import static org.amurwatch.security.Party.RECORDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.avro.ConfidentialReport;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.amurwatch.security.Party;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of topics: the one place that knows their names, keys, values, partitions, retention, and who may write
 * and read. Topic creation, the table in the docs and (with a secured cluster) the ACLs are made from it.
 */
public final class Topics {

    private static final Duration SEASON = Duration.ofDays(400);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final List<Topic<?>> ALL = new ArrayList<>();

    public static final Topic<Sighting> SIGHTINGS = field(
            "field.sightings", Sighting.class, "Animals, as sent: the truth that all else can be made from again.");
    public static final Topic<PoachingAlert> POACHING_ALERTS = field(
            "field.poaching-alerts",
            PoachingAlert.class,
            "Signs of human threat, people on camera among them, as sent.");
    public static final Topic<ReviewVerdict> REVIEW_VERDICTS = add(
            "review.verdicts",
            "source id / event id",
            ReviewVerdict.class,
            true,
            Cleanup.KEEP,
            null,
            true,
            EnumSet.of(PRODUCER, DASHBOARD, OPERATOR),
            EnumSet.of(DECISIONS, OPERATOR),
            "What people saw on pictures and heard in recordings: a truth too, by which intake corrects alerts.");

    public static final Topic<Territory> TERRITORIES = reference(
            "reference.territories",
            Territory.class,
            EnumSet.of(DECISIONS, RECORDS, READER, DASHBOARD, PRODUCER, OPERATOR),
            "Areas of management, with their polygons.");
    public static final Topic<PatrolTeam> PATROL_TEAMS = reference(
            "reference.patrol-teams",
            PatrolTeam.class,
            EnumSet.of(DECISIONS, RECORDS, READER, DASHBOARD, PRODUCER, INGEST, OPERATOR),
            "Teams, and what they want to be told.");
    public static final Topic<Individual> INDIVIDUALS =
            reference("reference.individuals", Individual.class, "The register of recognised animals.");
    public static final Topic<Deployment> DEPLOYMENTS = add(
            "reference.deployments",
            "source id / deployment id",
            Deployment.class,
            true,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(PRODUCER, OPERATOR),
            EnumSet.of(DECISIONS, PRODUCER, OPERATOR),
            "Cameras at places for periods: the effort behind counts.");
    public static final Topic<Place> PLACES = reference(
            "reference.places",
            Place.class,
            EnumSet.of(DECISIONS, RECORDS, READER, DASHBOARD, PRODUCER, OPERATOR),
            "Villages, roads, borders and other places: what messages name and rules measure to.");
    public static final Topic<Permit> PERMITS =
            reference("reference.permits", Permit.class, "Leave for people to be at a place for a time; names nobody.");
    public static final Topic<EscalationPolicy> POLICIES = reference(
            "reference.policies",
            EscalationPolicy.class,
            "Who is told of incidents, and who next while nobody answers.");
    public static final Topic<Silence> SILENCES =
            reference("reference.silences", Silence.class, "What nobody is to be paged for, until when, and why.");
    public static final Topic<Recipient> RECIPIENTS = add(
            "reference.recipients",
            "endpoint name",
            Recipient.class,
            false,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(PRODUCER),
            EnumSet.of(DECISIONS, DISPATCH, READER, PRODUCER, OPERATOR),
            "Endpoints that are revoked, or were: nothing is sent to those, and nothing taken from them.");
    public static final Topic<Source> SOURCES = reference(
            "reference.sources",
            Source.class,
            EnumSet.of(INGEST, PRODUCER, OPERATOR),
            "Who may send by live ways in, and the hashes of their keys.");
    public static final Topic<Agreement> AGREEMENTS = reference(
            "reference.agreements",
            Agreement.class,
            EnumSet.of(RECORDS, PARTNERS, PRODUCER, OPERATOR),
            "What may be released to partners and to the public: which events, how exact, how late.");
    public static final Topic<RuleSet> RULES = add(
            "reference.rules",
            "name / version",
            RuleSet.class,
            false,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(OPERATOR),
            EnumSet.of(DECISIONS, RECORDS, READER, OPERATOR),
            "Whole sets of rules, each from one moment on; all versions stay.");
    public static final Topic<PrivateDetails> PRIVATE_DETAILS = add(
            "private.details",
            "source id / event id",
            PrivateDetails.class,
            true,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(PRODUCER, INGEST, OPERATOR),
            EnumSet.of(OPERATOR),
            "Names, comments, reporters: nowhere else, so that one tombstone erases them.");
    public static final Topic<ConfidentialReport> CONFIDENTIAL_REPORTS = add(
            "private.confidential",
            "report code",
            ConfidentialReport.class,
            false,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(PRODUCER, HANDLER),
            EnumSet.of(HANDLER),
            "What informants told, sealed: only their handler's key opens it; one tombstone erases one.");

    public static final Topic<PatrolPosition> PATROL_POSITIONS = add(
            "patrol.positions",
            "team id",
            PatrolPosition.class,
            true,
            Cleanup.DELETE,
            SEASON,
            true,
            EnumSet.of(PRODUCER, INGEST),
            EnumSet.of(DECISIONS, READER, DASHBOARD, OPERATOR),
            "Where teams are.");
    public static final Topic<PatrolResponse> RESPONSES = add(
            "patrol.responses",
            "sector id",
            PatrolResponse.class,
            true,
            Cleanup.DELETE,
            SEASON,
            true,
            EnumSet.of(PRODUCER, DISPATCH, DASHBOARD),
            EnumSet.of(DECISIONS, DISPATCH, READER, DASHBOARD, OPERATOR),
            "What teams and the duty officer answer about incidents.");
    public static final Topic<DutyShift> SHIFTS = add(
            "duty.shifts",
            "shift id",
            DutyShift.class,
            false,
            Cleanup.COMPACT_DELETE,
            SEASON,
            true,
            EnumSet.of(PRODUCER),
            EnumSet.of(PRODUCER, READER, OPERATOR),
            "Who has the watch in the command centre, from when to when.");
    public static final Topic<PrivateDetails> SHIFT_NOTES = add(
            "duty.notes",
            "shift id",
            PrivateDetails.class,
            false,
            Cleanup.COMPACT_DELETE,
            FORTNIGHT,
            true,
            EnumSet.of(PRODUCER),
            EnumSet.of(READER, OPERATOR),
            "What one shift tells the next, in free words: for two weeks, and one tombstone erases it.");

    public static final Topic<ObservationChange> OBSERVATIONS = derived(
            "territory.observations",
            "territory id",
            ObservationChange.class,
            SEASON,
            EnumSet.of(DECISIONS),
            EnumSet.of(RECORDS, READER, DASHBOARD, OPERATOR),
            "Every located event as a change: before and now.");
    public static final Topic<SectorEvent> SECTOR_EVENTS = derived(
            "sector.events",
            "sector id",
            SectorEvent.class,
            SEASON,
            EnumSet.of(DECISIONS, RECORDS),
            EnumSet.of(DECISIONS, READER, DASHBOARD, OPERATOR),
            "What rules may use, in one order per sector.");
    public static final Topic<TerritoryDay> TERRITORY_DAYS = compacted(
            "territory.days",
            "territory id / local date",
            TerritoryDay.class,
            EnumSet.of(READER, DASHBOARD, OPERATOR),
            "Counts and effort of that day, corrected whenever late data or corrections come.");
    public static final Topic<TerritoryStatus> TERRITORY_STATUS = compacted(
            "territory.status",
            "territory id",
            TerritoryStatus.class,
            EnumSet.of(READER, OPERATOR),
            "Sums over all days, and what was seen last.");

    public static final Topic<IndividualStatus> INDIVIDUAL_STATUS = compacted(
            "individual.status",
            "individual id",
            IndividualStatus.class,
            EnumSet.of(READER, DASHBOARD, OPERATOR),
            "Known animals: where each was seen last, and what is out of the ordinary.");

    public static final Topic<Incident> INCIDENTS = add(
            "incidents",
            "incident id",
            Incident.class,
            true,
            Cleanup.COMPACT_DELETE,
            SEASON,
            false,
            EnumSet.of(DECISIONS),
            EnumSet.of(PRODUCER, DISPATCH, READER, DASHBOARD, OPERATOR),
            "What belongs together: state, severity, counts, at most 100 evidences.");
    public static final Topic<IncidentNote> INCIDENT_NOTES = add(
            "incident.notes",
            "incident id / note id",
            IncidentNote.class,
            false,
            Cleanup.COMPACT_DELETE,
            SEASON,
            true,
            EnumSet.of(DASHBOARD, OPERATOR),
            EnumSet.of(DASHBOARD, OPERATOR),
            "What people noted of incidents, in free words; one tombstone erases a note.");
    public static final Topic<IncidentEvidence> INCIDENT_EVIDENCE = derived(
            "incident.evidence",
            "incident id / event key",
            IncidentEvidence.class,
            SEASON,
            EnumSet.of(DECISIONS),
            EnumSet.of(READER, OPERATOR),
            "All evidence of incidents, with the rule and version that joined each.");
    public static final Topic<ReviewItem> REVIEW_ITEMS = derived(
            "review.items",
            "sector id",
            ReviewItem.class,
            SEASON,
            EnumSet.of(DECISIONS),
            EnumSet.of(PRODUCER, READER, DASHBOARD, OPERATOR),
            "What the duty officer should look at, and the verdict.");
    public static final Topic<PatrolAlert> PATROL_ALERTS = derived(
            "patrol.alerts",
            "team id",
            PatrolAlert.class,
            SEASON,
            EnumSet.of(DECISIONS),
            EnumSet.of(DECISIONS, DISPATCH, READER, DASHBOARD, OPERATOR),
            "What one team is told.");
    public static final Topic<AlertDelivery> DELIVERIES = derived(
            "alert.deliveries",
            "team id",
            AlertDelivery.class,
            MONTH,
            EnumSet.of(DECISIONS),
            EnumSet.of(PRODUCER, DISPATCH, READER, DASHBOARD, OPERATOR),
            "Attempts to be made.");
    public static final Topic<DeliveryReceipt> RECEIPTS = add(
            "alert.receipts",
            "team id",
            DeliveryReceipt.class,
            true,
            Cleanup.DELETE,
            MONTH,
            true,
            EnumSet.of(DISPATCH),
            EnumSet.of(DECISIONS, DISPATCH, READER, DASHBOARD, OPERATOR),
            "How attempts ended.");
    public static final Topic<DeliveryOrder> DELIVERY_ORDERS = add(
            "delivery.orders",
            "team id",
            DeliveryOrder.class,
            true,
            Cleanup.DELETE,
            MONTH,
            true,
            EnumSet.of(PRODUCER),
            EnumSet.of(DECISIONS, READER, OPERATOR),
            "What people want of deliveries: to be tried again, or that somebody was told.");

    public static final Topic<ReleasedEvent> RELEASE_PARTNER = released(
            "release.partner",
            "Events as partners may know them, each by its agreement: the feeds and partners of this system read it.");
    public static final Topic<ReleasedEvent> RELEASE_PUBLIC =
            released("release.public", "Events as anybody may know them.");
    public static final Topic<PartnerReceipt> PARTNER_RECEIPTS = add(
            "partner.receipts",
            "partner id / id of the released event",
            PartnerReceipt.class,
            true,
            Cleanup.COMPACT_DELETE,
            SEASON,
            true,
            EnumSet.of(PARTNERS),
            EnumSet.of(PARTNERS, OPERATOR),
            "What partners took and refused, and the ids that their systems gave it.");

    public static final Topic<?> DECISIONS_DEAD_LETTERS = deadLetters("decisions", DECISIONS);
    public static final Topic<?> RECORDS_DEAD_LETTERS = deadLetters("records", RECORDS);

    public static final Topic<AccessEntry> ACCESS_AUDIT = add(
            "audit.access",
            "writer id",
            AccessEntry.class,
            false,
            Cleanup.DELETE,
            SEASON,
            true,
            EnumSet.of(DASHBOARD, OPERATOR),
            EnumSet.of(OPERATOR),
            "Who saw or exported exact positions; the entries of a writer are a chain of hashes.");
    public static final Topic<AuditHead> AUDIT_HEADS = add(
            "audit.heads",
            "writer id",
            AuditHead.class,
            false,
            Cleanup.DELETE,
            SEASON,
            true,
            EnumSet.of(DASHBOARD, OPERATOR),
            EnumSet.of(DISPATCH, OPERATOR),
            "How far each chain of the audit went, to be filed outside of the system.");

    public static final Topic<ReferenceApplied> REFERENCE_APPLIED = add(
            "system.reference-applied",
            "instance id",
            ReferenceApplied.class,
            false,
            Cleanup.DELETE,
            Duration.ofDays(1),
            false,
            EnumSet.of(DECISIONS, RECORDS),
            EnumSet.of(PRODUCER, OPERATOR),
            "Which reference records each running instance works with.");
    public static final Topic<Generation> GENERATION = add(
            "system.generation",
            "'current'",
            Generation.class,
            false,
            Cleanup.COMPACT,
            null,
            true,
            EnumSet.of(OPERATOR),
            EnumSet.of(PRODUCER, DECISIONS, RECORDS, READER, OPERATOR),
            "Which generation of the Streams applications is current.");

    private Topics() {}

    /** All topics, in the order of the data flow. */
    public static List<Topic<?>> all() {
        return List.copyOf(ALL);
    }

    private static <V extends SpecificRecord> Topic<V> field(String name, Class<V> type, String meaning) {
        return add(
                name,
                "source id / event id",
                type,
                true,
                Cleanup.KEEP,
                null,
                true,
                EnumSet.of(PRODUCER, INGEST, OPERATOR),
                EnumSet.of(DECISIONS, PRODUCER, OPERATOR),
                meaning);
    }

    private static <V extends SpecificRecord> Topic<V> reference(String name, Class<V> type, String meaning) {
        return reference(name, type, EnumSet.of(DECISIONS, RECORDS, READER, PRODUCER, OPERATOR), meaning);
    }

    private static <V extends SpecificRecord> Topic<V> reference(
            String name, Class<V> type, Set<Party> readers, String meaning) {
        return add(name, "its id", type, false, Cleanup.COMPACT, null, true, EnumSet.of(PRODUCER), readers, meaning);
    }

    private static <V extends SpecificRecord> Topic<V> derived(
            String name,
            String key,
            Class<V> type,
            Duration retention,
            Set<Party> writers,
            Set<Party> readers,
            String meaning) {
        return add(name, key, type, true, Cleanup.DELETE, retention, false, writers, readers, meaning);
    }

    private static <V extends SpecificRecord> Topic<V> compacted(
            String name, String key, Class<V> type, Set<Party> readers, String meaning) {
        return add(
                name, key, type, true, Cleanup.COMPACT, null, false, EnumSet.of(RECORDS, OPERATOR), readers, meaning);
    }

    private static Topic<ReleasedEvent> released(String name, String meaning) {
        return derived(
                name,
                "cell id",
                ReleasedEvent.class,
                SEASON,
                EnumSet.of(RECORDS),
                EnumSet.of(PARTNERS, OPERATOR),
                meaning);
    }

    private static Topic<?> deadLetters(String application, Party writer) {
        return Topics.<SpecificRecord>add(
                application + ".dead-letters",
                "that of the record",
                null,
                false,
                Cleanup.DELETE,
                SEASON,
                false,
                EnumSet.of(writer, OPERATOR),
                EnumSet.of(READER, DASHBOARD, OPERATOR),
                "Records that could not be used, as they were, with the reason and their origin in a header.");
    }

    private static <V extends SpecificRecord> Topic<V> add(
            String name,
            String key,
            @Nullable Class<V> type,
            boolean partitioned,
            Cleanup cleanup,
            @Nullable Duration retention,
            boolean flushed,
            Set<Party> writers,
            Set<Party> readers,
            String meaning) {
        Topic<V> topic = new Topic<>(
                name,
                key,
                type,
                partitioned,
                cleanup,
                retention,
                flushed,
                Set.copyOf(writers),
                Set.copyOf(readers),
                meaning);
        ALL.add(topic);
        return topic;
    }
}

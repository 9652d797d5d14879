package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.camtrap.CamtrapPackage;
import org.amurwatch.producer.camtrap.ClockCheck;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.amurwatch.producer.camtrap.EventMapping;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.camtrap.PeopleSum;
import org.amurwatch.producer.camtrap.Pseudonyms;
import org.amurwatch.producer.camtrap.Row;
import org.amurwatch.producer.camtrap.UnusableRow;
import org.amurwatch.producer.importing.ImportWorkspace.Table;
import org.amurwatch.producer.publish.EventSink;
import org.jspecify.annotations.Nullable;

/**
 * One run over one package. It reads the observations three times, so that nothing is published before all of it is known
 * to be readable and what it would withdraw is counted, and so that memory need not hold them:
 *
 * <ol>
 *   <li>survey: which events have a row for the whole event, which ids come twice, the digest of each deployment;
 *   <li>compare with what was published: count, list, add up the people of each event, and find what is left over;
 *   <li>publish: new and changed events, withdrawals, and once all of them are acknowledged the deployments.
 * </ol>
 *
 * <p>Nothing in it depends on the order of rows.
 */
final class CamtrapImportRun {

    /** More withdrawals than this share of the known events are to be confirmed (architecture.md, Identity). */
    private static final double UNCONFIRMED_WITHDRAWALS = 0.05;

    private final CamtrapPackage camtrapPackage;
    private final CamtrapImport.Request request;
    private final String sourceId;
    private final Instant packageRevision;
    private final ImportWorkspace workspace;
    private final Progress progress;
    private final EventMapping mapping;
    private final ClockCheck clock;
    private final KnownEvents known;
    private final TallyTable tallies;
    private final ImportSummary summary;

    private final Map<String, DeploymentPlan> plans = new LinkedHashMap<>();
    private final Set<String> rejectedDeployments = new HashSet<>();
    private final HashSet128 eventsWithEventRow = new HashSet128();
    private final HashSet128 eventsWithCrew = new HashSet128();
    private final HashSet128 repeatedIds = new HashSet128();
    private String observationsFile = "";

    CamtrapImportRun(
            CamtrapPackage camtrapPackage,
            CamtrapImport.Request request,
            String sourceId,
            Instant now,
            ImportWorkspace workspace,
            Progress progress) {
        this.camtrapPackage = camtrapPackage;
        this.request = request;
        this.sourceId = sourceId;
        this.workspace = workspace;
        this.progress = progress;
        this.summary = new ImportSummary(sourceId, request.dryRun(), workspace);
        camtrapPackage.descriptor().notes().forEach(summary::note);
        Instant created = camtrapPackage.descriptor().created();
        if (created != null && created.isAfter(now)) {
            summary.note("The package says that it was created in the future, " + created
                    + ": its statements count as made now.");
        }
        this.packageRevision = created == null || created.isAfter(now) ? now : created;
        this.mapping = new EventMapping(
                sourceId,
                request.purpose(),
                camtrapPackage.descriptor().individualAnimals(),
                packageRevision,
                now,
                request.kinds(),
                new Pseudonyms(sourceId, request.pseudonymSecret()));
        this.clock = new ClockCheck(now);
        this.known = new KnownEvents(workspace);
        this.tallies = new TallyTable(workspace);
    }

    ImportSummary run(PublishedEvents published, Supplier<EventSink> sinks) {
        readDeployments();
        survey();
        readKnown(published);
        plans.values().forEach(plan -> plan.decide(packageRevision));
        compare();
        countLeftOver();
        if (request.dryRun()) {
            plans.values().forEach(plan -> settle(plan, deployment -> {}));
        } else {
            try (EventSink sink = sinks.get()) {
                publish(published, sink);
            }
        }
        note();
        return summary;
    }

    private void readDeployments() {
        camtrapPackage.deployments(new CamtrapPackage.RowHandler() {
            @Override
            public void accept(Row row) throws UnusableRow {
                summary.addDeployment("read");
                DeploymentRow deployment = DeploymentRow.of(row);
                plan(row, deployment);
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
            summary.rejected().add(other.row().file(), other.row().row(), otherRow("deploymentID"));
        } else if (order < 0) {
            throw new UnusableRow(otherRow("deploymentID"));
        }
    }

    private static String otherRow(String column) {
        return "another row has the same " + column + " and says something else; that one was taken";
    }

    private void survey() {
        progress.begin("Reading the package", 0);
        camtrapPackage.observations(row -> {
            progress.advance();
            summary.add(Count.READ);
            observationsFile = observationsFile.isEmpty() ? row.file() : observationsFile;
            byte[] digest = row.digest("observation");
            String deploymentId = row.text("deploymentID");
            DeploymentPlan plan = deploymentId == null ? null : plans.get(deploymentId);
            if (plan != null) {
                plan.addObservation(digest);
            }
            ObservationRow observation = ObservationRow.of(row);
            planOf(observation);
            claim(observation, digest);
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
        });
        progress.end();
    }

    /** Of rows with one id the one with the smallest digest holds, whatever their order. */
    private void claim(ObservationRow observation, byte[] digest) {
        Hash128 id = Hash128.of(observation.observationId());
        byte[] key = ImportWorkspace.key(id);
        byte[] before = workspace.get(Table.ROW, key);
        long own = ByteBuffer.wrap(digest).getLong();
        if (before != null) {
            repeatedIds.add(id);
        }
        if (before == null || Long.compareUnsigned(own, ByteBuffer.wrap(before).getLong()) < 0) {
            workspace.put(Table.ROW, key, ByteBuffer.allocate(8).putLong(own).array());
        }
    }

    private enum Standing {
        HOLDS,
        REPEATED,
        CONTRADICTED
    }

    /** @param pass number of the pass over the rows: in each of them one of several equal rows holds */
    private Standing standing(Row row, ObservationRow observation, byte pass) {
        Hash128 id = Hash128.of(observation.observationId());
        if (repeatedIds.size() == 0 || !repeatedIds.contains(id)) {
            return Standing.HOLDS;
        }
        byte[] key = ImportWorkspace.key(id);
        byte[] stored = workspace.get(Table.ROW, key);
        long own = ByteBuffer.wrap(row.digest("observation")).getLong();
        if (stored == null || ByteBuffer.wrap(stored).getLong() != own) {
            return Standing.CONTRADICTED;
        }
        if (stored.length > 8 && stored[8] == pass) {
            return Standing.REPEATED;
        }
        workspace.put(
                Table.ROW, key, ByteBuffer.allocate(9).putLong(own).put(pass).array());
        return Standing.HOLDS;
    }

    private void readKnown(PublishedEvents published) {
        progress.begin("Reading what is known", 0);
        published.read(sourceId, new PublishedEvents.Handler() {
            @Override
            public void accept(Sighting sighting) {
                progress.advance();
                known.observe(new FieldEvent.Animal(sighting));
            }

            @Override
            public void accept(PoachingAlert alert) {
                progress.advance();
                known.observe(new FieldEvent.Alert(alert));
            }

            @Override
            public void accept(Deployment deployment) {
                DeploymentPlan plan = plans.get(deployment.getProvenance().getEventId());
                if (plan != null) {
                    plan.observe(deployment);
                }
            }
        });
        progress.end();
    }

    private void compare() {
        progress.begin("Comparing", summary.count(Count.READ));
        camtrapPackage.observations(new CamtrapPackage.RowHandler() {
            @Override
            public void accept(Row row) throws UnusableRow {
                progress.advance();
                ObservationRow observation = ObservationRow.of(row);
                compare(row, observation, planOf(observation));
            }

            @Override
            public void unusable(Row row, String reason) {
                summary.rejected().add(row.file(), row.number(), reason);
                keepKnown(row);
            }
        });
        eachPeople(this::compare);
        progress.end();
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

    private void compare(Row row, ObservationRow observation, DeploymentPlan plan) throws UnusableRow {
        switch (standing(row, observation, (byte) 2)) {
            case CONTRADICTED -> throw new UnusableRow(otherRow("observationID"));
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
        boolean covered = covered(observation);
        boolean people = observation.type().people();
        if (covered && !people) {
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
                addPeople(observation, plan);
            }
            case ANIMAL -> {
                if (observation.scientificName() == null) {
                    summary.add(Count.UNKNOWN);
                } else {
                    summary.add(Count.ANIMALS);
                    compare(animal(observation, plan));
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

    private void addPeople(ObservationRow observation, DeploymentPlan plan) {
        String eventId = observation.eventId();
        boolean crew = eventId != null && eventsWithCrew.contains(Hash128.of(observation.deploymentId(), eventId));
        PeopleSum sum = mapping.people(observation, plan.row(), crew);
        byte[] key = ImportWorkspace.key(sum.eventId());
        byte[] before = workspace.get(Table.PEOPLE, key);
        workspace.put(
                Table.PEOPLE,
                key,
                (before == null ? sum : PeopleSum.fromBytes(before).plus(sum)).toBytes());
    }

    private void eachPeople(Consumer<FieldEvent> action) {
        workspace.forEach(Table.PEOPLE, new byte[0], (key, value) -> {
            PeopleSum sum = PeopleSum.fromBytes(value);
            DeploymentPlan plan = plans.get(sum.deploymentId());
            if (plan == null) {
                throw new IllegalStateException("People were added up of the unknown deployment " + sum.deploymentId());
            }
            action.accept(new FieldEvent.Alert(mapping.alert(sum, plan.row(), observationsFile)));
        });
    }

    private FieldEvent animal(ObservationRow observation, DeploymentPlan plan) {
        AlertKind kind = mapping.mappedKind(observation);
        return kind == null
                ? new FieldEvent.Animal(mapping.sighting(observation, plan.row()))
                : new FieldEvent.Alert(mapping.alert(kind, observation, plan.row()));
    }

    private boolean covered(ObservationRow observation) {
        String eventId = observation.eventId();
        return observation.level() == ObservationLevel.MEDIA
                && eventId != null
                && eventsWithEventRow.contains(Hash128.of(observation.deploymentId(), eventId));
    }

    private DeploymentPlan planOf(ObservationRow observation) throws UnusableRow {
        DeploymentPlan plan = plans.get(observation.deploymentId());
        if (plan == null) {
            throw new UnusableRow(
                    rejectedDeployments.contains(observation.deploymentId())
                            ? "its deployment was rejected"
                            : "its deploymentID is no deployment of the package");
        }
        return plan;
    }

    /** Finds the known events of this package's deployments that it states no more, before anything is published. */
    private void countLeftOver() {
        Map<Long, DeploymentPlan> byHash = new HashMap<>();
        plans.values().forEach(plan -> byHash.put(KnownEvents.deploymentHash(mapping.deploymentKey(plan.row())), plan));
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
        long withdrawn = summary.count(Count.WITHDRAWN);
        if (withdrawn <= current[0] * UNCONFIRMED_WITHDRAWALS || request.confirmWithdrawals()) {
            return;
        }
        String much = withdrawn + " of the " + current[0] + " events that are known of its deployments are not in the"
                + " package and would be withdrawn";
        if (!request.dryRun()) {
            throw CommandFailure.usage(much
                    + ". Nothing was published. Look at it with --dry-run; if it is meant, add --confirm-withdrawals.");
        }
        summary.note(much + ": that asks for --confirm-withdrawals.");
    }

    private void publish(PublishedEvents published, EventSink sink) {
        progress.begin("Publishing", summary.count(Count.READ));
        camtrapPackage.observations(row -> {
            progress.advance();
            ObservationRow observation = ObservationRow.of(row);
            DeploymentPlan plan = planOf(observation);
            boolean event = observation.type() == ObservationRow.Type.ANIMAL && observation.scientificName() != null;
            if (event
                    && !plan.superseded()
                    && !covered(observation)
                    && standing(row, observation, (byte) 3) == Standing.HOLDS) {
                publish(animal(observation, plan), sink);
            }
        });
        eachPeople(event -> publish(event, sink));
        if (summary.count(Count.WITHDRAWN) > 0) {
            withdraw(published, sink);
        }
        sink.flush();
        plans.values().forEach(plan -> settle(plan, sink::publish));
        sink.flush();
        progress.end();
    }

    private void publish(FieldEvent event, EventSink sink) {
        KnownEvent before = known.get(event.key());
        if (before == null) {
            event.publishTo(sink);
            summary.add(Count.PUBLISHED);
            return;
        }
        long hash = event.contentHash();
        if (hash != before.contentHash()) {
            replace(before, event, hash, sink);
            summary.add(Count.PUBLISHED);
        }
    }

    private static void replace(KnownEvent before, FieldEvent event, long hash, EventSink sink) {
        long own = event.provenance().getRevision().toEpochMilli();
        long revision = before.revisionOver(own, hash, event.isAlert());
        (revision == own ? event : event.revisedAt(Instant.ofEpochMilli(revision))).publishTo(sink);
    }

    private void withdraw(PublishedEvents published, EventSink sink) {
        published.read(sourceId, new PublishedEvents.Handler() {
            @Override
            public void accept(Sighting sighting) {
                withdraw(new FieldEvent.Animal(sighting), sink);
            }

            @Override
            public void accept(PoachingAlert alert) {
                withdraw(new FieldEvent.Alert(alert), sink);
            }

            @Override
            public void accept(Deployment deployment) {}
        });
    }

    private void withdraw(FieldEvent event, EventSink sink) {
        KnownEvent before = known.get(event.key());
        if (before != null && before.leftOver() && before.contentHash() == event.contentHash()) {
            FieldEvent takenBack = event.takenBack().revisedAt(packageRevision);
            replace(before, takenBack, takenBack.contentHash(), sink);
            known.put(event.key(), before.markedLeftOver(false));
        }
    }

    /** Counts what becomes of a deployment, and sends its record if that says something new. */
    private void settle(DeploymentPlan plan, Consumer<Deployment> send) {
        if (plan.superseded()) {
            summary.addDeployment("superseded");
            return;
        }
        Deployment deployment =
                mapping.deployment(plan.row(), tallies.of(plan.number()), plan.digest(), plan.replacedDigests());
        DeploymentPlan.@Nullable Stored stored = plan.stored();
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

    private void note() {
        long suspect = summary.clockSuspect().count();
        if (suspect > 0) {
            summary.note(suspect + " rows have a time that can't be right (clockSuspect): they are kept, enter no day's"
                    + " count and page nobody.");
        }
        long impossible = plans.values().stream()
                .filter(plan -> clock.deploymentPeriod(plan.row()) != null)
                .count();
        if (impossible > 0) {
            summary.note(
                    impossible + " deployments have a period that can't be right: no effort is counted from them.");
        }
        long superseded =
                plans.values().stream().filter(DeploymentPlan::superseded).count();
        if (superseded > 0) {
            summary.note("Of " + superseded
                    + " deployments a later package was imported before: they are left as they are.");
        }
        long open =
                plans.values().stream().filter(plan -> plan.row().end() == null).count();
        if (open > 0) {
            summary.note(open + " deployments have no deploymentEnd: they count as still watching.");
        }
    }
}

package org.amurwatch.producer.importing;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.producer.camtrap.EventMapping;
import org.amurwatch.producer.camtrap.ObservationRow;
import org.amurwatch.producer.camtrap.PeopleSum;
import org.amurwatch.producer.importing.ImportWorkspace.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a package states, as events: an animal for each of its rows, people added up for each event of the source (on disk),
 * and its deployments.
 */
final class PackageEvents {

    private final EventMapping mapping;
    private final PackageSurvey survey;
    private final ImportWorkspace workspace;

    PackageEvents(EventMapping mapping, PackageSurvey survey, ImportWorkspace workspace) {
        this.mapping = mapping;
        this.survey = survey;
        this.workspace = workspace;
    }

    /** An animal, or what the mapping file takes it for. */
    FieldEvent animal(ObservationRow observation, DeploymentPlan plan) {
        AlertKind kind = mapping.mappedKind(observation);
        return kind == null
                ? FieldEvent.of(mapping.sighting(observation, plan.row()))
                : FieldEvent.of(mapping.alert(kind, observation, plan.row()));
    }

    /** Adds a row to the people of its event. */
    void addPeople(ObservationRow observation, DeploymentPlan plan) {
        PeopleSum sum = mapping.people(observation, plan.row(), survey.showsCrew(observation));
        byte[] key = ImportWorkspace.key(sum.eventId());
        byte[] before = workspace.get(Table.PEOPLE, key);
        workspace.put(
                Table.PEOPLE,
                key,
                (before == null ? sum : PeopleSum.fromBytes(before).plus(sum)).toBytes());
    }

    /** The people of each event, once all rows were added. */
    void eachPeople(Consumer<FieldEvent> action) {
        workspace.forEach(Table.PEOPLE, new byte[0], (key, value) -> {
            PeopleSum sum = PeopleSum.fromBytes(value);
            DeploymentPlan plan = survey.plan(sum.deploymentId());
            if (plan == null) {
                throw new IllegalStateException("People were added up of the unknown deployment " + sum.deploymentId());
            }
            action.accept(FieldEvent.of(mapping.alert(sum, plan.row(), survey.observationsFile())));
        });
    }

    Deployment deployment(DeploymentPlan plan, List<ClassificationTally> tallies) {
        return mapping.deployment(plan.row(), tallies, plan.digest(), plan.replacedDigests());
    }

    /** The deployment of a package that states a part of it: what was known of other quarters of an hour stays. */
    Deployment deploymentInPart(DeploymentPlan plan, List<ClassificationTally> tallies) {
        DeploymentPlan.@Nullable Stored stored = plan.stored();
        if (stored == null) {
            return mapping.deployment(plan.row(), tallies, null, List.of());
        }
        SortedMap<Instant, ClassificationTally> all = new TreeMap<>();
        stored.tallies().forEach(tally -> all.put(tally.getQuarterHour(), tally));
        tallies.forEach(tally -> all.merge(
                tally.getQuarterHour(), tally, (before, now) -> now.getRows() >= before.getRows() ? now : before));
        return mapping.deployment(
                plan.row(), List.copyOf(all.values()), stored.contentDigest(), stored.replacedDigests());
    }

    /** The deployment with its source, as events name it. */
    String deploymentKey(DeploymentPlan plan) {
        return mapping.deploymentKey(plan.row());
    }
}

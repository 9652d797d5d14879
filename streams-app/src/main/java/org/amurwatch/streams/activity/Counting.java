package org.amurwatch.streams.activity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.TerritoryStatus;
import org.amurwatch.streams.activity.ActivityChange.Replacement;
import org.jspecify.annotations.Nullable;

/**
 * Turns one change of one event into what it changes of the counts. Reads, computes, writes nothing.
 *
 * <p>The same change twice changes nothing: what is taken away is what is stored under the event's identity, and what is
 * stored already is not added again.
 */
final class Counting {

    private final ActivityState state;
    private final Admission admission;
    private final Burst bursts;
    private final Detections detections;

    Counting(ActivityState state, ActivitySettings settings) {
        this.state = state;
        this.admission = new Admission(settings);
        this.bursts = new Burst(state, settings.interval().toMillis());
        this.detections = new Detections(settings.interval());
    }

    /** @param territoryId the key of the record: the territory that the change is about */
    ActivityChange of(String territoryId, ObservationChange change) {
        LocatedEvent before = change.getShared() ? null : change.getBefore();
        LocatedEvent now = change.getShared() ? null : change.getNow();
        requireOwnTerritory(territoryId, before, change);
        requireOwnTerritory(territoryId, now, change);
        Placement placement = now != null ? now.getPlacement() : before != null ? before.getPlacement() : null;
        Replacement<EventRow> events = events(change.getEventKey(), before, now);
        Replacement<DeploymentRow> deployments = deployments(change.getEventKey(), before, now);
        if (placement == null || (events.changesNothing() && deployments.changesNothing())) {
            return new ActivityChange(
                    territoryId, Replacement.nothing(), Replacement.nothing(), List.of(), false, null);
        }
        SortedMap<Integer, DayDelta> deltas = new TreeMap<>();
        addEvents(deltas, events);
        addDeployments(deltas, territoryId, deployments);
        List<DayChange> days = days(placement, deltas);
        TerritoryStatus status = state.status(territoryId);
        TerritoryStatus changed = new StatusChange(state, placement, days, clockSuspect(events)).of(status);
        return new ActivityChange(territoryId, events, deployments, days, !Objects.equals(status, changed), changed);
    }

    private Replacement<EventRow> events(String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        EventRow old = before == null ? null : admission.row(eventKey, before);
        EventRow next = now == null ? null : admission.row(eventKey, now);
        Set<EventRow> removed = new LinkedHashSet<>();
        Stream.of(old, next).filter(Objects::nonNull).map(state::stored).forEach(row -> addIfPresent(removed, row));
        return new Replacement<>(List.copyOf(removed), next == null ? List.of() : List.of(next));
    }

    private Replacement<DeploymentRow> deployments(
            String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        DeploymentRow old = before == null ? null : admission.deployment(eventKey, before);
        DeploymentRow next = now == null ? null : admission.deployment(eventKey, now);
        Set<DeploymentRow> removed = new LinkedHashSet<>();
        Stream.of(old, next).filter(Objects::nonNull).map(state::stored).forEach(row -> addIfPresent(removed, row));
        return new Replacement<>(List.copyOf(removed), next == null ? List.of() : List.of(next));
    }

    private static <R> void addIfPresent(Set<R> rows, @Nullable R row) {
        if (row != null) {
            rows.add(row);
        }
    }

    private void addEvents(SortedMap<Integer, DayDelta> deltas, Replacement<EventRow> events) {
        events.removed().forEach(row -> addRow(deltas, row, -1));
        events.added().forEach(row -> addRow(deltas, row, 1));
        Set<Chain> chains = new LinkedHashSet<>();
        Stream.concat(events.removed().stream(), events.added().stream())
                .map(EventRow::chain)
                .filter(chain -> chain.category().makesDetections())
                .forEach(chains::add);
        chains.forEach(chain -> addDetections(deltas, chain, events));
    }

    private static void addRow(SortedMap<Integer, DayDelta> deltas, EventRow row, int sign) {
        if (row.chain().category() == Category.CLOCK_SUSPECT) {
            return;
        }
        DayDelta delta = on(deltas, row.day());
        SubjectTotals totals = SubjectTotals.ofRow(row);
        delta.add(Subject.of(row.chain()), sign > 0 ? totals : totals.negated());
        EventRow.Seen seen = row.individual();
        if (seen != null && row.chain().category() == Category.SIGHTING) {
            delta.addSeen(
                    new DayDelta.SeenKey(row.chain().subject(), seen.individualId(), seen.flank(), seen.status()),
                    sign);
        }
    }

    private void addDetections(SortedMap<Integer, DayDelta> deltas, Chain chain, Replacement<EventRow> events) {
        List<Long> moments = Stream.concat(events.removed().stream(), events.added().stream())
                .filter(row -> row.chain().equals(chain))
                .map(EventRow::observedAt)
                .distinct()
                .toList();
        TreeSet<EventRow> before = bursts.around(chain, moments);
        TreeSet<EventRow> after = Burst.changed(before, chain, events.removed(), events.added());
        Subject subject = Subject.of(chain);
        detections.of(before).forEach(gone -> on(deltas, gone.day())
                .add(subject, SubjectTotals.ofDetection(gone).negated()));
        detections.of(after).forEach(made -> on(deltas, made.day()).add(subject, SubjectTotals.ofDetection(made)));
    }

    /** Only the nights of the deployments that changed, only at their own stations. */
    private void addDeployments(
            SortedMap<Integer, DayDelta> deltas, String territoryId, Replacement<DeploymentRow> changed) {
        changed.removed().forEach(row -> row.tallies()
                .forEach((day, tally) -> on(deltas, day).add(tally.negated())));
        changed.added().forEach(row -> row.tallies()
                .forEach((day, tally) -> on(deltas, day).add(tally)));
        SortedMap<String, SortedSet<Integer>> daysByStation = new TreeMap<>();
        Stream.concat(changed.removed().stream(), changed.added().stream()).forEach(row -> {
            SortedSet<Integer> days = daysByStation.computeIfAbsent(row.stationId(), station -> new TreeSet<>());
            for (int day = row.watch().firstCovered(); day <= row.watch().lastCovered(); day++) {
                days.add(day);
            }
        });
        daysByStation.forEach((stationId, days) -> {
            List<DeploymentRow> before = state.deployments(territoryId, stationId);
            List<DeploymentRow> after = changed(before, stationId, changed);
            for (int day : days) {
                on(deltas, day).add(Effort.ofStation(after, day).minus(Effort.ofStation(before, day)));
            }
        });
    }

    private static List<DeploymentRow> changed(
            List<DeploymentRow> before, String stationId, Replacement<DeploymentRow> changed) {
        List<DeploymentRow> after = new ArrayList<>(before);
        after.removeIf(row -> changed.removed().stream().anyMatch(row::sameIdentity));
        changed.added().stream()
                .filter(row -> row.stationId().equals(stationId))
                .forEach(after::add);
        return after;
    }

    private List<DayChange> days(Placement placement, SortedMap<Integer, DayDelta> deltas) {
        List<DayChange> changes = new ArrayList<>();
        deltas.forEach((day, delta) -> {
            if (!delta.changesNothing()) {
                DayState before = state.day(placement.getTerritoryId(), day);
                changes.add(new DayChange(day, before, DayState.after(before, delta, placement, day)));
            }
        });
        return changes;
    }

    private static long clockSuspect(Replacement<EventRow> events) {
        return clockSuspect(events.added()) - clockSuspect(events.removed());
    }

    private static long clockSuspect(List<EventRow> rows) {
        return rows.stream()
                .filter(row -> row.chain().category() == Category.CLOCK_SUSPECT)
                .count();
    }

    private static DayDelta on(SortedMap<Integer, DayDelta> deltas, int day) {
        return deltas.computeIfAbsent(day, absent -> new DayDelta());
    }

    /** A record under another territory's key would change that territory's counts from the wrong partition. */
    private static void requireOwnTerritory(
            String territoryId, @Nullable LocatedEvent event, ObservationChange change) {
        if (event != null && !event.getPlacement().getTerritoryId().equals(territoryId)) {
            throw new IllegalArgumentException("A change of territory.observations has its territory as key; event "
                    + change.getEventKey() + " is placed in '"
                    + event.getPlacement().getTerritoryId() + "' but came with the key '" + territoryId
                    + "'. Look at what wrote it: intake is the only writer.");
        }
    }
}

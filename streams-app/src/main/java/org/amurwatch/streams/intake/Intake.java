package org.amurwatch.streams.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.JudgedAlert;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Register;
import org.amurwatch.event.Standing;
import org.amurwatch.streams.territory.Located;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.jspecify.annotations.Nullable;

/** What one statement from the field leads to, given what is known of its event. Changes nothing itself. */
final class Intake {

    private Intake() {}

    /**
     * A change, and where it goes.
     *
     * @param place id of a territory or of a sector
     */
    record Sent(String place, ObservationChange change) {}

    /**
     * What a statement leads to.
     *
     * @param entry what the register is to remember; null where that stays as it is
     * @param toTerritories changes by territory, what is taken away before what is added
     * @param toSectors changes by sector, in the same order; none for deployments
     */
    record Outcome(Standing verdict, @Nullable RegisterEntry entry, List<Sent> toTerritories, List<Sent> toSectors) {

        static Outcome of(Standing verdict, @Nullable RegisterEntry entry) {
            return new Outcome(verdict, entry, List.of(), List.of());
        }
    }

    /**
     * Takes a checked event.
     *
     * @param known what the register remembers of it; null for an unknown one
     */
    static Outcome take(
            FieldEvent event, Instant receivedAt, @Nullable RegisterEntry known, TerritoryIndex territories) {
        long contentHash = event.contentHash();
        Instant revision = event.provenance().getRevision();
        Standing verdict = Register.judge(known, contentHash, revision);
        if (known != null && verdict == Standing.REPEAT) {
            return Outcome.of(verdict, Register.afterRepeat(known, revision));
        }
        if (verdict == Standing.SUPERSEDED) {
            return Outcome.of(verdict, null);
        }
        Put before = Put.known(known);
        Put now = event.withdrawn() ? Put.NOWHERE : put(event, receivedAt, before, territories);
        RegisterEntry entry =
                Register.afterChange(known, contentHash, revision, now.event, List.copyOf(now.sharedSectorIds));
        String eventKey = EventKey.of(event.provenance()).toString();
        return new Outcome(
                verdict,
                entry,
                changes(eventKey, before, now, Put::territories),
                event.forRules() ? changes(eventKey, before, now, Put::sectors) : List.of());
    }

    /**
     * Takes a person's verdict on an event. What the source said of it stays what its later statements are compared with:
     * the same again changes nothing, and another corrects the verdict too.
     *
     * @param known what the register remembers of the event; null for an unknown one
     * @throws EventCheck.Invalid if there is nothing to be judged
     */
    static Outcome judge(ReviewVerdict verdict, Instant receivedAt, @Nullable RegisterEntry known) {
        Put before = Put.known(known);
        if (known == null || before.event == null) {
            throw new EventCheck.Invalid(
                    known == null
                            ? "There is no event '" + verdict.getEventKey() + "' to be judged."
                            : "Its source has taken '" + verdict.getEventKey()
                                    + "' back: there is nothing to be judged.");
        }
        PoachingAlert alert = before.event.getPoachingAlert();
        if (alert == null) {
            throw new EventCheck.Invalid(
                    "A verdict is about a poaching alert; '" + verdict.getEventKey() + "' is none.");
        }
        if (JudgedAlert.isJudgedLater(alert, verdict)) {
            return Outcome.of(Standing.SUPERSEDED, null);
        }
        PoachingAlert judged = JudgedAlert.of(alert, verdict);
        if (judged.equals(alert)) {
            return Outcome.of(Standing.REPEAT, null);
        }
        LocatedEvent event = FieldEvent.Observed.of(judged).located(before.event.getPlacement(), receivedAt);
        Put now = new Put(event, before.sharedSectorIds);
        return new Outcome(
                Standing.CORRECTION,
                RegisterEntry.newBuilder(known).setCurrent(event).build(),
                changes(verdict.getEventKey(), before, now, Put::territories),
                changes(verdict.getEventKey(), before, now, Put::sectors));
    }

    /** An event is located once: its place stays, whatever becomes of the territories, until its position changes. */
    private static Put put(FieldEvent event, Instant receivedAt, Put before, TerritoryIndex territories) {
        FieldEvent checked = EventCheck.withCheckedClock(event, receivedAt, before.event);
        if (before.event != null && event.position().equals(position(before.event))) {
            return new Put(checked.located(before.event.getPlacement(), receivedAt), before.sharedSectorIds);
        }
        Located located = territories.locate(event.position());
        return new Put(checked.located(located.placement(), receivedAt), located.sharedSectorIds());
    }

    private static org.amurwatch.avro.Position position(LocatedEvent event) {
        Observation observation = Observation.of(event);
        return observation == null ? event.getDeployment().getPosition() : observation.position();
    }

    /** One territory or sector that an event was or is sent to. */
    private record Place(String id, boolean shared) {}

    /** An event as it is put; nowhere while unknown or withdrawn. */
    private record Put(@Nullable LocatedEvent event, List<String> sharedSectorIds) {

        static final Put NOWHERE = new Put(null, List.of());

        static Put known(@Nullable RegisterEntry entry) {
            return entry == null || entry.getCurrent() == null
                    ? NOWHERE
                    : new Put(entry.getCurrent(), entry.getSharedSectorIds());
        }

        List<Place> territories() {
            return event == null
                    ? List.of()
                    : List.of(new Place(event.getPlacement().getTerritoryId(), false));
        }

        List<Place> sectors() {
            if (event == null) {
                return List.of();
            }
            List<Place> places = new ArrayList<>();
            places.add(new Place(event.getPlacement().getSectorId(), false));
            sharedSectorIds.forEach(id -> places.add(new Place(id, true)));
            return places;
        }
    }

    /** The places of a put event, of one sort. */
    @FunctionalInterface
    private interface Places {
        List<Place> of(Put put);
    }

    /** First the places that lose the event, then those that keep or get it. */
    private static List<Sent> changes(String eventKey, Put before, Put now, Places places) {
        Set<Place> all = new LinkedHashSet<>(places.of(before));
        all.removeAll(places.of(now));
        all.addAll(places.of(now));
        List<Sent> changes = new ArrayList<>();
        for (Place place : all) {
            changes.add(new Sent(
                    place.id,
                    ObservationChange.newBuilder()
                            .setEventKey(eventKey)
                            .setBefore(places.of(before).contains(place) ? before.event : null)
                            .setNow(places.of(now).contains(place) ? now.event : null)
                            .setShared(place.shared)
                            .build()));
        }
        return changes;
    }
}

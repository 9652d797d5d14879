package org.amurwatch.streams.release;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleaseDue;
import org.amurwatch.avro.ReleaseEntry;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.release.StoredReleases.Due;
import org.jspecify.annotations.Nullable;

/**
 * What is released of each event: once it is due, again with the next version when what an audience may know of it has changed,
 * and taken back when the event is gone or no agreement names it any more. Pure.
 */
final class ReleaseLedger {

    private static final int MOST_A_TURN = 500;

    /**
     * How long something waits before it is taken back. An event that a correction moves to another territory leaves the one and
     * arrives in the other by two records: whoever saw it go and come would know that it crossed the border.
     */
    static final Duration BEFORE_TAKING_BACK = Duration.ofMinutes(1);

    private final StoredReleases state;
    private final Purpose purpose;
    private final Supplier<AgreementBook> agreements;
    private final Generaliser generaliser;

    /** @param purpose what the system is set to */
    ReleaseLedger(StoredReleases state, Purpose purpose, Supplier<AgreementBook> agreements, Generaliser generaliser) {
        this.state = state;
        this.purpose = purpose;
        this.agreements = agreements;
        this.generaliser = generaliser;
    }

    /** A change of an event. Answers what is released at once. */
    List<ReleasedEvent> on(String place, ObservationChange change, Instant at) {
        ReleaseEntry known = state.entry(place, change.getEventKey());
        ReleaseEntry entry = known == null ? new ReleaseEntry(null, List.of(), List.of()) : known;
        LocatedEvent kept = entry.getEvent();
        LocatedEvent now = change.getNow();
        // Territories come by different partitions: what left one may come after what arrived in the other.
        boolean old = now != null
                ? kept != null && isEarlier(now, kept)
                : kept == null || !isSamePlace(kept, Objects.requireNonNull(change.getBefore()));
        if (old) {
            return List.of();
        }
        entry.setEvent(now);
        List<ReleasedEvent> released = new ArrayList<>();
        for (Agreement agreement : agreements.get().all()) {
            settle(place, change.getEventKey(), entry, agreement, at, at.plus(BEFORE_TAKING_BACK))
                    .ifPresent(released::add);
        }
        keep(place, change.getEventKey(), entry);
        return released;
    }

    private static boolean isEarlier(LocatedEvent one, LocatedEvent other) {
        int order = ReleaseInput.provenance(one)
                .getRevision()
                .compareTo(ReleaseInput.provenance(other).getRevision());
        return order < 0 || (order == 0 && one.getReceivedAt().isBefore(other.getReceivedAt()));
    }

    private static boolean isSamePlace(LocatedEvent kept, LocatedEvent gone) {
        return kept.getPlacement().getTerritoryId().equals(gone.getPlacement().getTerritoryId());
    }

    /** What is due by a time, at most 500 of it: the rest comes next time. */
    List<ReleasedEvent> due(Instant now) {
        List<ReleasedEvent> released = new ArrayList<>();
        for (Due due : state.due(now.toEpochMilli(), MOST_A_TURN)) {
            state.waitNoMore(due);
            ReleaseEntry entry = state.entry(due.place(), due.eventKey());
            Optional<Agreement> agreement = agreements.get().of(due.agreementId());
            if (entry != null) {
                entry.setDue(without(entry.getDue(), due.agreementId()));
                agreement
                        .flatMap(known -> settle(due.place(), due.eventKey(), entry, known, now, now))
                        .ifPresent(released::add);
                keep(due.place(), due.eventKey(), entry);
            }
        }
        return released;
    }

    /**
     * Brings one agreement up to what the event is now: released, waiting, or taken back.
     *
     * @param takeBackAt when at the earliest it may be taken back
     */
    private Optional<ReleasedEvent> settle(
            String place, String eventKey, ReleaseEntry entry, Agreement agreement, Instant at, Instant takeBackAt) {
        stopWaiting(place, eventKey, entry, agreement);
        ReleasedEvent last = released(entry, agreement.getId());
        LocatedEvent event = entry.getEvent();
        boolean named = event != null && agreements.get().names(agreement, event, purpose);
        Generaliser.Release release = named ? generaliser.release(agreement, event) : null;
        if (release == null) {
            if (last == null || last.getWithdrawn()) {
                return Optional.empty();
            }
            if (takeBackAt.isAfter(at)) {
                wait(place, eventKey, entry, agreement, takeBackAt);
                return Optional.empty();
            }
            return Optional.of(takeBack(entry, last, at));
        }
        if (!AgreementBook.inForce(agreement, event.getReceivedAt().toEpochMilli()) || isAsReleased(last, release)) {
            return Optional.empty();
        }
        if (release.dueAt().isAfter(at)) {
            wait(place, eventKey, entry, agreement, release.dueAt());
            return Optional.empty();
        }
        return Optional.of(put(entry, last, ReleasedEvent.newBuilder(release.event()), at));
    }

    private void stopWaiting(String place, String eventKey, ReleaseEntry entry, Agreement agreement) {
        for (ReleaseDue due : entry.getDue()) {
            if (due.getAgreementId().equals(agreement.getId())) {
                state.waitNoMore(row(place, eventKey, agreement, due.getDueAt()));
            }
        }
        entry.setDue(without(entry.getDue(), agreement.getId()));
    }

    private void wait(String place, String eventKey, ReleaseEntry entry, Agreement agreement, Instant until) {
        state.wait(row(place, eventKey, agreement, until));
        List<ReleaseDue> waiting = new ArrayList<>(entry.getDue());
        waiting.add(new ReleaseDue(agreement.getId(), until));
        entry.setDue(waiting);
    }

    private Due row(String place, String eventKey, Agreement agreement, Instant dueAt) {
        return new Due(
                dueAt.toEpochMilli(), generaliser.id(agreement, place, eventKey), agreement.getId(), place, eventKey);
    }

    private static List<ReleaseDue> without(List<ReleaseDue> due, String agreementId) {
        return due.stream()
                .filter(each -> !each.getAgreementId().equals(agreementId))
                .toList();
    }

    private static @Nullable ReleasedEvent released(ReleaseEntry entry, String agreementId) {
        return entry.getReleased().stream()
                .filter(each -> each.getAgreementId().equals(agreementId))
                .findFirst()
                .orElse(null);
    }

    private static boolean isAsReleased(@Nullable ReleasedEvent last, Generaliser.Release release) {
        return last != null
                && ReleasedEvent.newBuilder(release.event())
                        .setVersion(last.getVersion())
                        .setReleasedAt(last.getReleasedAt())
                        .setReplacedReleasedAt(last.getReplacedReleasedAt())
                        .build()
                        .equals(last);
    }

    /** The cell stays: its topic has the order of cells. */
    private static ReleasedEvent takeBack(ReleaseEntry entry, ReleasedEvent last, Instant at) {
        return put(
                entry,
                last,
                ReleasedEvent.newBuilder()
                        .setAgreementId(last.getAgreementId())
                        .setAudience(last.getAudience())
                        .setId(last.getId())
                        .setVersion(0)
                        .setReleasedAt(at)
                        .setWithdrawn(true)
                        .setPurpose(last.getPurpose())
                        .setSubject(last.getSubject())
                        .setCountry(last.getCountry())
                        .setCell(last.getCell()),
                at);
    }

    private static ReleasedEvent put(
            ReleaseEntry entry, @Nullable ReleasedEvent last, ReleasedEvent.Builder next, Instant at) {
        ReleasedEvent released = next.setVersion(last == null ? 1 : last.getVersion() + 1)
                .setReleasedAt(at)
                .setReplacedReleasedAt(last == null ? null : last.getReleasedAt())
                .build();
        List<ReleasedEvent> all = new ArrayList<>(entry.getReleased());
        all.remove(last);
        all.add(released);
        entry.setReleased(all);
        return released;
    }

    private void keep(String place, String eventKey, ReleaseEntry entry) {
        if (entry.getEvent() == null && entry.getReleased().isEmpty()) {
            state.remove(place, eventKey);
        } else {
            state.put(place, eventKey, entry);
        }
    }
}

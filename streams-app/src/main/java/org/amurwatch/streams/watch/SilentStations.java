package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/** Finds stations that are silent for longer than their rhythm lets expect ({@link StationSilence}), and hears of their return. */
final class SilentStations {

    private static final int MOST_PER_TURN = 500;

    /** While no rule asks for silences, they are looked at again after so long. */
    private static final Duration LATER = Duration.ofHours(1);

    private final StoredWatch state;
    private final Purpose purpose;

    SilentStations(StoredWatch state, Purpose purpose) {
        this.state = state;
        this.purpose = purpose;
    }

    /** Something was observed there. */
    void heard(String territoryId, Hearing heard, Instant at, WatchRules.Silence silence, List<Signal> signals) {
        StationRow before = state.station(territoryId, heard.stationId());
        for (Signal open : state.openSignals(territoryId, heard.stationId()).values()) {
            if (open.getKind() == SignalKind.ABSENCE && heard.observedAt().isAfter(open.getObservedAt())) {
                signals.add(endedBy(heard, territoryId, open, at));
            }
        }
        schedule(before, before.heard(heard), silence);
    }

    /** Cameras were put up, moved or taken down. */
    void deployed(
            String territoryId,
            String eventKey,
            @Nullable LocatedEvent before,
            @Nullable LocatedEvent now,
            Instant at,
            WatchRules.Silence silence,
            List<Signal> signals) {
        Deployment gone = before == null ? null : before.getDeployment();
        Deployment there = now == null ? null : now.getDeployment();
        if (there != null && (there.getWithdrawn() || !Purposes.counts(there.getPurpose(), purpose))) {
            there = null;
        }
        if (gone != null && (there == null || !gone.getStationId().equals(there.getStationId()))) {
            deployed(territoryId, gone.getStationId(), eventKey, null, at, silence, signals);
        }
        if (there != null) {
            StationRow.Period period = new StationRow.Period(there.getStart(), there.getEnd());
            deployed(territoryId, there.getStationId(), eventKey, period, at, silence, signals);
        }
    }

    private void deployed(
            String territoryId,
            String stationId,
            String eventKey,
            StationRow.@Nullable Period period,
            Instant at,
            WatchRules.Silence silence,
            List<Signal> signals) {
        StationRow before = state.station(territoryId, stationId);
        StationRow now = before.deployed(eventKey, period);
        if (StationSilence.isExplained(now, at)) {
            for (Signal open : state.openSignals(territoryId, stationId).values()) {
                if (open.getKind() == SignalKind.ABSENCE) {
                    signals.add(end(territoryId, open, at));
                }
            }
        }
        schedule(before, now, silence);
    }

    /** Keeps a row. It stays due when it was unless it is due earlier: looked at too early, it is due again. */
    private void schedule(StationRow before, StationRow now, WatchRules.Silence silence) {
        Instant dueAt = hasOpenAbsence(now) ? null : StationSilence.dueAt(now, silence);
        if (dueAt != null && (now.dueAt() == 0 || dueAt.toEpochMilli() < now.dueAt())) {
            state.put(before, now.dueAt(dueAt.toEpochMilli()));
        } else {
            state.put(before, now);
        }
    }

    private boolean hasOpenAbsence(StationRow row) {
        return state.openSignals(row.territoryId(), row.stationId()).values().stream()
                .anyMatch(signal -> signal.getKind() == SignalKind.ABSENCE);
    }

    /** What is due at a decision time; to be called again soon, for it does a part at a time. */
    List<Signal> due(WatchRules.Silence silence, Instant now) {
        List<Signal> signals = new ArrayList<>();
        for (StoredWatch.Due due : state.due(now.toEpochMilli(), MOST_PER_TURN)) {
            StationRow row = state.station(due.territoryId(), due.stationId());
            Instant dueAt = StationSilence.dueAt(row, silence);
            if (dueAt == null || hasOpenAbsence(row) || (!dueAt.isAfter(now) && StationSilence.isExplained(row, now))) {
                state.put(row, row.dueAt(0));
            } else if (dueAt.isAfter(now)) {
                state.put(row, row.dueAt(dueAt.toEpochMilli()));
            } else if (silence.asked() == null) {
                state.put(row, row.dueAt(now.plus(LATER).toEpochMilli()));
            } else {
                state.put(row, row.dueAt(0));
                signals.add(silent(row, dueAt, silence.asked(), now));
            }
        }
        return signals;
    }

    private Signal silent(StationRow row, Instant dueAt, WatchRules.Asked asked, Instant now) {
        Hearing last = Objects.requireNonNull(row.last(), "A station that is due was heard of.");
        Signal signal = WatchSignals.of(
                SignalKind.ABSENCE, asked, last, last.observedAt().toString(), now);
        signal.setObservedAt(last.observedAt());
        signal.setFound(hours(Duration.between(last.observedAt(), now)));
        signal.setExpected(hours(Duration.between(last.observedAt(), dueAt)));
        signal.setEventKeys(List.of(last.eventKey()));
        state.put(row.territoryId(), signal);
        return signal;
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }

    /** What ends it stands first among its events: so whoever reads it knows that it is not that the station was taken down. */
    private Signal endedBy(Hearing heard, String territoryId, Signal open, Instant at) {
        List<String> keys = new ArrayList<>(List.of(heard.eventKey()));
        keys.addAll(open.getEventKeys());
        return end(territoryId, Signal.newBuilder(open).setEventKeys(keys).build(), at);
    }

    private Signal end(String territoryId, Signal open, Instant at) {
        Signal ended = WatchSignals.ended(open, at);
        state.put(territoryId, ended);
        return ended;
    }
}

package org.amurwatch.streams.individual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.activity.MemoryBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/** The ledger over maps in memory, with all that it published. Can be restarted on the same maps. */
final class MemoryIndividuals {

    private final StoredIndividuals.Maps maps = new StoredIndividuals.Maps(
            new MemoryBytes(),
            new MemoryBytes(),
            new MemoryBytes(),
            new MemoryBytes(),
            new MemoryBytes(),
            new MemoryBytes(),
            new MemoryBytes());
    private final StoredIndividuals.Codecs codecs = new StoredIndividuals.Codecs(
            new StreamsCodec<>(ObservationChange.class),
            new StreamsCodec<>(Individual.class),
            new StreamsCodec<>(IndividualStatus.class),
            new StreamsCodec<>(SectorEvent.class));
    final SortedMap<String, IndividualStatus> statuses = new TreeMap<>();
    final SortedMap<String, Signal> open = new TreeMap<>();
    final List<Signal> signals = new ArrayList<>();
    Places places = new Animals.BorderAt(131.2);
    IndividualRules rules = Animals.RULES;
    private IndividualLedger ledger = start();

    private IndividualLedger start() {
        return new IndividualLedger(new StoredIndividuals(maps, codecs), () -> places, () -> rules);
    }

    void restart() {
        ledger = start();
    }

    void change(String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now, Instant at) {
        ObservationChange change = IndividualInput.of(Animals.change(eventKey, before, now), Purpose.ACTUAL);
        if (change != null) {
            take(ledger.on(change, at));
        }
    }

    void add(LocatedEvent event, Instant at) {
        var provenance = event.getSighting() != null
                ? event.getSighting().getProvenance()
                : event.getDeployment().getProvenance();
        change(provenance.getSourceId() + "/" + provenance.getEventId(), null, event, at);
    }

    void register(Individual entry, Instant at) {
        take(ledger.onRegister(entry.getId(), entry, at));
    }

    void due(Instant now) {
        take(ledger.due(now));
    }

    void reconsiderAll(Instant now) {
        ledger.reconsiderAll();
        due(now);
    }

    private void take(IndividualEffects effects) {
        effects.statuses().forEach((id, status) -> {
            if (status.isPresent()) {
                statuses.put(id, status.get());
            } else {
                statuses.remove(id);
            }
        });
        for (Signal signal : effects.signals()) {
            signals.add(signal);
            if (signal.getEnded()) {
                open.remove(signal.getSignalId());
            } else {
                open.put(signal.getSignalId(), signal);
            }
        }
    }

    IndividualStatus status(String id) {
        IndividualStatus status = statuses.get(id);
        if (status == null) {
            throw new AssertionError("No status of " + id + "; there is " + statuses.keySet());
        }
        return status;
    }

    /** Statuses without the time at which they were written. */
    Map<String, IndividualStatus> timeless() {
        Map<String, IndividualStatus> timeless = new TreeMap<>();
        statuses.forEach((id, status) -> timeless.put(
                id,
                IndividualStatus.newBuilder(status).setChangedAt(Instant.EPOCH).build()));
        return timeless;
    }
}

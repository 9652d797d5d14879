package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a {@link SectorEngine} for each sector of its task, read from the stores when it is first needed. Decides first, and
 * writes and sends last: where deciding fails, nothing has changed but the engine, which is thrown away and read again.
 */
final class IncidentProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Incidents that are looked at in one turn, since something of them is due. */
    static final int MOST_PER_TURN = 500;

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(IncidentProcessor.class);

    private final ReferenceIndexes indexes;
    private final DecisionClock clock;
    private final Instant silentBefore;
    private @Nullable State state;
    private @Nullable Collection<Permit> consideredPermits;

    IncidentProcessor(ReferenceIndexes indexes, DecisionClock clock, Instant silentBefore) {
        this.indexes = indexes;
        this.clock = clock;
        this.silentBefore = silentBefore;
    }

    /**
     * @param sectors those that were needed
     * @param asleep when something is first due in the others
     */
    private record State(
            ProcessorContext<String, SpecificRecord> context,
            IncidentStores stores,
            Circumstances circumstances,
            Map<String, SectorEngine> sectors,
            Map<String, Instant> asleep) {}

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        IncidentStores stores = new IncidentStores(context);
        state = new State(
                context,
                stores,
                new StoredCircumstances(indexes, context),
                new HashMap<>(),
                new TreeMap<>(stores.due(clock::seen)));
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> turn());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        clock.seen(Instant.ofEpochMilli(record.timestamp()));
        // What was due before this was received comes first, as it would have if we had had nothing else to do.
        fireDue(record.key());
        Instant received = Instant.ofEpochMilli(record.timestamp());
        Effects effects = decide(record.key(), record.value(), received);
        write(record.key(), effects, received);
    }

    private Effects decide(String sectorId, @Nullable SpecificRecord value, Instant received) {
        try {
            if (value instanceof SectorEvent event) {
                return sector(sectorId).on(event, received);
            }
            return value instanceof PatrolResponse response ? sector(sectorId).on(response, received) : new Effects();
        } catch (RuntimeException e) {
            open().sectors.remove(sectorId);
            throw e;
        }
    }

    /** What can't be done now must not take an innocent record with it: it stays due. */
    private void fireDue(String sectorId) {
        try {
            SectorEngine sector = sector(sectorId);
            Instant due = sector.nextDue();
            for (int fired = 0; due != null && !due.isAfter(clock.now()) && fired < MOST_PER_TURN; fired++) {
                fire(sectorId, sector, due, 1);
                due = sector.nextDue();
            }
        } catch (RuntimeException e) {
            if (FailureCause.of(e) != FailureCause.RECORD) {
                throw e;
            }
            LOG.error("What is due in sector {} failed and is tried again", sectorId, e);
        }
    }

    private void turn() {
        State opened = open();
        Instant now = clock.now();
        List<String> awake = new ArrayList<>();
        opened.asleep.forEach((sectorId, due) -> {
            if (!due.isAfter(now)) {
                awake.add(sectorId);
            }
        });
        awake.addAll(concernedByPermits());
        awake.forEach(this::sector);
        int left = MOST_PER_TURN;
        for (String sectorId : List.copyOf(opened.sectors.keySet())) {
            SectorEngine sector = sector(sectorId);
            reconsider(sectorId, sector, now);
            Instant due = sector.nextDue();
            while (due != null && !due.isAfter(now) && left > 0) {
                fire(sectorId, sector, due, left);
                left--;
                due = sector.nextDue();
            }
        }
    }

    /** All sectors with incidents, once other permits are in force than before. What changed while we were down is seen on waking. */
    private Collection<String> concernedByPermits() {
        State opened = open();
        Collection<Permit> permits = opened.circumstances.permits();
        boolean changed = permits != consideredPermits;
        boolean first = consideredPermits == null;
        consideredPermits = permits;
        return changed && !first ? Set.copyOf(opened.asleep.keySet()) : Set.of();
    }

    private void reconsider(String sectorId, SectorEngine sector, Instant now) {
        Effects effects;
        try {
            effects = sector.reconsider(now);
        } catch (RuntimeException e) {
            open().sectors.remove(sectorId);
            open().asleep.put(sectorId, now);
            throw e;
        }
        if (!effects.isEmpty()) {
            write(sectorId, effects, sector.latest());
        }
    }

    /** Each at its own due time, whatever the time is by now: so it is decided as it would have been then. */
    private void fire(String sectorId, SectorEngine sector, Instant due, int most) {
        Effects effects;
        try {
            effects = sector.due(due, most);
        } catch (RuntimeException e) {
            State opened = open();
            opened.sectors.remove(sectorId);
            opened.asleep.put(sectorId, due);
            throw e;
        }
        write(sectorId, effects, sector.latest());
    }

    private SectorEngine sector(String sectorId) {
        State opened = open();
        SectorEngine known = opened.sectors.get(sectorId);
        if (known != null) {
            return known;
        }
        SectorEngine sector = new SectorEngine(sectorId, opened.circumstances, silentBefore);
        opened.stores.restore(sectorId, sector);
        opened.sectors.put(sectorId, sector);
        opened.asleep.remove(sectorId);
        return sector;
    }

    /** What fails from here on undoes the transaction. */
    private void write(String sectorId, Effects effects, Instant at) {
        try {
            open().stores.write(sectorId, effects);
            send(sectorId, effects, at.toEpochMilli());
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException("Writing what was decided failed.", e);
        }
    }

    private void send(String sectorId, Effects effects, long at) {
        effects.incidents()
                .forEach(incident -> send(IncidentTopology.INCIDENTS_SINK, incident.getIncidentId(), incident, at));
        effects.evidence()
                .forEach(evidence -> send(
                        IncidentTopology.EVIDENCE_SINK,
                        evidence.getIncidentId() + "/" + evidence.getEventKey(),
                        evidence,
                        at));
        effects.reviewItems().forEach(item -> send(IncidentTopology.REVIEW_SINK, sectorId, item, at));
        effects.alerts().forEach(alert -> send(IncidentTopology.ALERTS_SINK, alert.getTeamId(), alert, at));
    }

    private void send(String sink, String key, SpecificRecord value, long at) {
        open().context.forward(new Record<>(key, value, at, new RecordHeaders()), sink);
    }

    private State open() {
        return Objects.requireNonNull(state, "init comes first");
    }
}

package org.amurwatch.streams.patrol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.streams.deadletter.RegistryOutage;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.TerritoryAtlas;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Places positions and keeps the rows of {@link PatrolWatch}. Computes and serialises first, and writes last, as intake does. */
final class PatrolProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int MOST_PER_TURN = 500;

    private final PatrolPositionDecoder decoder;
    private final Serializer<SectorEvent> sectorEvents;
    private final TerritoryAtlas atlas;
    private final DeadLetters deadLetters;
    private final DecisionClock clock;
    private @Nullable State state;

    PatrolProcessor(RegistrySerdes serdes, TerritoryAtlas atlas, DeadLetters deadLetters, DecisionClock clock) {
        this.decoder = new PatrolPositionDecoder(serdes);
        this.sectorEvents = serdes.serializer(Topics.SECTOR_EVENTS);
        this.atlas = atlas;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    private record State(
            ProcessorContext<byte[], byte[]> context,
            PatrolRows rows,
            ReadOnlyKeyValueStore<String, Territory> territories) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        PatrolRows rows =
                new PatrolRows(context.getStateStore(PatrolTopology.TEAMS), context.getStateStore(PatrolTopology.DUE));
        State opened = new State(context, rows, context.getStateStore(ReferenceTopology.TERRITORIES_STORE));
        state = opened;
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> fireDue(opened));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        State opened = Objects.requireNonNull(state, "init comes first");
        Instant receivedAt = Instant.ofEpochMilli(record.timestamp());
        clock.seen(receivedAt);
        try {
            PatrolPosition position = PatrolCheck.checked(decoder.decode(record.value()), key(record), receivedAt);
            PatrolWatch.Outcome outcome = PatrolWatch.on(
                    position,
                    atlas.index(opened.territories()).locate(position.getPosition()),
                    opened.rows().of(position),
                    receivedAt);
            write(opened, outcome.entry(), records(outcome, record.timestamp()));
        } catch (UnusablePosition e) {
            RecordMetadata origin = opened.context().recordMetadata().orElseThrow();
            opened.context()
                    .forward(
                            DeadLetters.letter(
                                    record,
                                    origin,
                                    PatrolTopology.STEP,
                                    e.reason(),
                                    String.valueOf(e.getMessage()),
                                    e.getCause()),
                            PatrolTopology.DEAD_LETTERS_SINK);
            deadLetters.counted();
        }
    }

    private static String key(Record<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void fireDue(State opened) {
        Instant now = clock.now();
        for (PatrolEntry entry : opened.rows().due(now, MOST_PER_TURN)) {
            PatrolWatch.Outcome outcome = PatrolWatch.due(entry, now);
            write(opened, outcome.entry(), records(outcome, now.toEpochMilli()));
        }
    }

    private List<Record<byte[], byte[]>> records(PatrolWatch.Outcome outcome, long timestamp) {
        try {
            return outcome.sent().stream()
                    .map(sent -> new Record<>(
                            sent.sectorId().getBytes(StandardCharsets.UTF_8),
                            sectorEvents.serialize(Topics.SECTOR_EVENTS.name(), sent.event()),
                            timestamp,
                            new RecordHeaders()))
                    .toList();
        } catch (RuntimeException e) {
            throw FailureCause.ofWriting(e) == FailureCause.RECORD ? e : new RegistryOutage(e);
        }
    }

    private static void write(State opened, @Nullable PatrolEntry entry, List<Record<byte[], byte[]>> records) {
        try {
            if (entry != null) {
                opened.rows().put(entry);
            }
            records.forEach(record -> opened.context().forward(record, PatrolTopology.SECTOR_EVENTS_SINK));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException("Writing what a position led to failed.", e);
        }
    }
}

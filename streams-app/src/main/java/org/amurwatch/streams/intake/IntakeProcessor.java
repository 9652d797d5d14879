package org.amurwatch.streams.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.streams.deadletter.RegistryOutage;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.TerritoryAtlas;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each record to the end of what it leads to, serialised, before anything is written: so a record that fails has
 * changed nothing, and becomes a dead letter, counted as one. What fails while writing undoes the transaction.
 */
final class IntakeProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** With what was known before it, an event must fit twice into a record of the brokers' default limit, 1 MiB. */
    static final int LARGEST_VALUE_BYTES = 400_000;

    private static final Logger LOG = LoggerFactory.getLogger(IntakeProcessor.class);

    private final EventDecoder decoder;
    private final Serializer<ObservationChange> observations;
    private final Serializer<SectorEvent> sectorEvents;
    private final TerritoryAtlas atlas;
    private final DeadLetters deadLetters;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable KeyValueStore<String, RegisterEntry> register;
    private @Nullable KeyValueStore<String, IntakeBalance> balance;
    private @Nullable ReadOnlyKeyValueStore<String, Territory> territories;

    IntakeProcessor(RegistrySerdes serdes, TerritoryAtlas atlas, DeadLetters deadLetters) {
        this.decoder = new EventDecoder(serdes);
        this.observations = serdes.serializer(Topics.OBSERVATIONS);
        this.sectorEvents = serdes.serializer(Topics.SECTOR_EVENTS);
        this.atlas = atlas;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.register = context.getStateStore(IntakeTopology.REGISTER_STORE);
        this.balance = context.getStateStore(IntakeTopology.BALANCE_STORE);
        this.territories = context.getStateStore(ReferenceTopology.TERRITORIES_STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = Objects.requireNonNull(context).recordMetadata().orElseThrow();
        Effects effects = effects(record, origin);
        try {
            write(effects);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException("Writing what a record led to failed.", e);
        }
    }

    /** One record for one of the sinks. */
    private record Output(String sink, Record<byte[], byte[]> record) {}

    /**
     * All that a record leads to.
     *
     * @param entry what the register is to remember under {@code registerKey}; null where that stays as it is
     */
    private record Effects(
            String partition,
            IntakeBalance balance,
            String registerKey,
            @Nullable RegisterEntry entry,
            List<Output> outputs,
            boolean deadLetter) {}

    private Effects effects(Record<byte[], byte[]> record, RecordMetadata origin) {
        try {
            return taken(record, origin);
        } catch (EventDecoder.Unreadable e) {
            return deadLetter(
                    record, origin, DeadLetterReason.UNREADABLE, String.valueOf(e.getMessage()), e.getCause());
        } catch (EventCheck.Invalid e) {
            return deadLetter(record, origin, DeadLetterReason.INVALID, String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            if (FailureCause.of(e) != FailureCause.RECORD) {
                throw e;
            }
            LOG.error("Can't process {}-{} offset {}", origin.topic(), origin.partition(), origin.offset(), e);
            return deadLetter(
                    record,
                    origin,
                    DeadLetterReason.FAILED,
                    "Processing failed unexpectedly: " + e
                            + ". Put it back ('./amurwatch dead-letters replay') once that is repaired.",
                    e);
        }
    }

    private Effects taken(Record<byte[], byte[]> record, RecordMetadata origin) {
        if (record.value() != null && record.value().length > LARGEST_VALUE_BYTES) {
            throw new EventCheck.Invalid("An event has at most " + LARGEST_VALUE_BYTES + " bytes; got "
                    + record.value().length + ". Name pictures and sounds by reference instead of holding them.");
        }
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        Instant receivedAt = Instant.ofEpochMilli(record.timestamp());
        if (origin.topic().equals(Topics.REVIEW_VERDICTS.name())) {
            ReviewVerdict verdict = decoder.decodeVerdict(record.value());
            EventCheck.check(verdict, key);
            return effects(key, Intake.judge(verdict, receivedAt, known(key)), record, origin);
        }
        FieldEvent event = decoder.decode(origin.topic(), record.value());
        EventCheck.check(event, key);
        String registerKey = event.registerKey();
        Intake.Outcome outcome =
                Intake.take(event, receivedAt, known(registerKey), atlas.index(Objects.requireNonNull(territories)));
        return effects(registerKey, outcome, record, origin);
    }

    private @Nullable RegisterEntry known(String registerKey) {
        return Objects.requireNonNull(register).get(registerKey);
    }

    private Effects effects(
            String registerKey, Intake.Outcome outcome, Record<byte[], byte[]> record, RecordMetadata origin) {
        String partition = partition(origin);
        return new Effects(
                partition,
                Balance.with(Objects.requireNonNull(balance).get(partition), outcome.verdict()),
                registerKey,
                outcome.entry(),
                outputs(outcome, record.timestamp()),
                false);
    }

    private List<Output> outputs(Intake.Outcome outcome, long timestamp) {
        List<Output> outputs = new ArrayList<>();
        try {
            for (Intake.Sent sent : outcome.toTerritories()) {
                byte[] value = observations.serialize(Topics.OBSERVATIONS.name(), sent.change());
                outputs.add(new Output(IntakeTopology.OBSERVATIONS_SINK, output(sent.place(), value, timestamp)));
            }
            for (Intake.Sent sent : outcome.toSectors()) {
                SectorEvent event =
                        SectorEvent.newBuilder().setObservation(sent.change()).build();
                byte[] value = sectorEvents.serialize(Topics.SECTOR_EVENTS.name(), event);
                outputs.add(new Output(IntakeTopology.SECTOR_EVENTS_SINK, output(sent.place(), value, timestamp)));
            }
        } catch (RuntimeException e) {
            throw FailureCause.ofWriting(e) == FailureCause.RECORD ? e : new RegistryOutage(e);
        }
        return outputs;
    }

    private static Record<byte[], byte[]> output(String key, byte[] value, long timestamp) {
        return new Record<>(key.getBytes(StandardCharsets.UTF_8), value, timestamp, new RecordHeaders());
    }

    private Effects deadLetter(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            DeadLetterReason reason,
            String explanation,
            @Nullable Throwable exception) {
        Record<byte[], byte[]> letter =
                DeadLetters.letter(record, origin, IntakeTopology.STEP, reason, explanation, exception);
        String partition = partition(origin);
        return new Effects(
                partition,
                Balance.withDeadLetter(Objects.requireNonNull(balance).get(partition)),
                "",
                null,
                List.of(new Output(IntakeTopology.DEAD_LETTERS_SINK, letter)),
                true);
    }

    private static String partition(RecordMetadata origin) {
        return origin.topic() + "-" + origin.partition();
    }

    private void write(Effects effects) {
        if (effects.entry != null) {
            Objects.requireNonNull(register).put(effects.registerKey, effects.entry);
        }
        Objects.requireNonNull(balance).put(effects.partition, effects.balance);
        effects.outputs.forEach(output -> Objects.requireNonNull(context).forward(output.record, output.sink));
        if (effects.deadLetter) {
            deadLetters.counted();
        }
    }
}

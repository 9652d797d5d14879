package org.amurwatch.consumer.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.amurwatch.audit.EntryHash;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes down that somebody takes exact positions out with a command. Each command is a writer of its own, with a chain of one
 * entry, and gives out its head at once.
 */
public final class ExportAudit implements AutoCloseable {

    private static final String ROLE = "operator";

    private final Producer<String, byte[]> producer;
    private final RegistrySerdes serdes;
    private final Clock clock;

    /** @param connection as the operator */
    public ExportAudit(Connection connection, Clock clock) {
        this(connection.rawProducer(), connection.serdes(), clock);
    }

    ExportAudit(Producer<String, byte[]> producer, RegistrySerdes serdes, Clock clock) {
        this.producer = producer;
        this.serdes = serdes;
        this.clock = clock;
    }

    /**
     * Writes the entry, and returns once the brokers have it.
     *
     * @param who role or pseudonym of whoever takes it
     * @param subject id of what is taken
     * @throws CommandFailure if it can't be written: then nothing may be taken
     */
    public void write(String who, String subject) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AccessEntry entry = AccessEntry.newBuilder()
                .setWriterId("operator/" + now.truncatedTo(ChronoUnit.SECONDS) + "/" + UUID.randomUUID())
                .setSequence(0)
                .setAt(now)
                .setWho(who)
                .setRole(ROLE)
                .setWhat(AccessKind.EXPORT)
                .setSubject(subject)
                .setItems(0)
                .setPreviousHash(EntryHash.START)
                .setHash("")
                .build();
        entry.setHash(EntryHash.of(entry));
        send(Topics.ACCESS_AUDIT, entry.getWriterId(), entry, now);
        AuditHead head = AuditHead.newBuilder()
                .setWriterId(entry.getWriterId())
                .setSequence(0)
                .setHash(entry.getHash())
                .setAt(now)
                .build();
        send(Topics.AUDIT_HEADS, head.getWriterId(), head, now);
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
        try (Serializer<V> serializer = serdes.serializer(topic)) {
            byte[] bytes = serializer.serialize(topic.name(), value);
            producer.send(new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, bytes))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted before it was written down who exports.", e);
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "Who exports could not be written to " + topic.name() + ", so nothing is exported: " + e.getCause(),
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(2));
    }
}

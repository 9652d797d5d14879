package org.amurwatch.consumer.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
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
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes down that somebody takes exact positions out with a command, before they have them. Each command is a writer of its own,
 * and gives out the head of its chain at once.
 */
public final class ExportAudit implements AutoCloseable {

    /** Whether it was written is known soon. */
    private static final Map<String, Object> SETTINGS =
            Map.of("linger.ms", 0, "max.block.ms", 10_000, "request.timeout.ms", 10_000, "delivery.timeout.ms", 20_000);

    private static final String ROLE = "operator";

    private final Producer<String, byte[]> producer;
    private final RegistrySerdes serdes;
    private final AccessChain chain;

    /** @param connection as the operator */
    public ExportAudit(Connection connection, Clock clock) {
        this(connection.rawProducer(SETTINGS), connection.serdes(), clock);
    }

    ExportAudit(Producer<String, byte[]> producer, RegistrySerdes serdes, Clock clock) {
        this.producer = producer;
        this.serdes = serdes;
        this.chain = new AccessChain(ROLE, UUID.randomUUID().toString(), clock);
    }

    /**
     * Writes the entry, and returns once the brokers have it.
     *
     * @param who role or pseudonym of whoever takes it
     * @param subject what is taken
     * @throws CommandFailure if it can't be written: then nothing may be taken
     */
    public void write(String who, String subject) {
        chain.add(new AccessChain.Access(who, ROLE, null, AccessKind.EXPORT, subject, 0), entry -> {
            send(Topics.ACCESS_AUDIT, entry.getWriterId(), entry, entry);
            send(
                    Topics.AUDIT_HEADS,
                    entry.getWriterId(),
                    new AuditHead(entry.getWriterId(), entry.getSequence(), entry.getHash(), entry.getAt()),
                    entry);
            return true;
        });
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, AccessEntry entry) {
        try (Serializer<V> serializer = serdes.serializer(topic)) {
            byte[] bytes = serializer.serialize(topic.name(), value);
            producer.send(new ProducerRecord<>(topic.name(), null, entry.getAt().toEpochMilli(), key, bytes))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted before it was written down who exports.", e);
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    e.getCause() instanceof AuthorizationException ? ExitCode.NOT_ALLOWED : ExitCode.UNREACHABLE,
                    "Who exports could not be written to " + topic.name() + ", so nothing is exported: " + e.getCause(),
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}

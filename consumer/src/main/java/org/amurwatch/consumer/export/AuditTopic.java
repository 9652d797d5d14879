package org.amurwatch.consumer.export;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.audit.AccessChain;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes to {@code audit.access}, and waits until the brokers have it. */
final class AuditTopic implements ExportAudit {

    /** Whether it was written is known soon. */
    private static final Map<String, Object> SETTINGS =
            Map.of("linger.ms", 0, "max.block.ms", 10_000, "request.timeout.ms", 10_000, "delivery.timeout.ms", 20_000);

    private static final String ROLE = "operator";

    private final Connection connection;
    private final AccessChain chain;

    AuditTopic(Connection connection, Clock clock) {
        this.connection = connection;
        this.chain = new AccessChain("export", UUID.randomUUID().toString(), clock);
    }

    @Override
    public void write(String who, String what) {
        chain.add(new AccessChain.Access(who, ROLE, null, AccessKind.EXPORT, what, 0), entry -> {
            send(entry);
            return true;
        });
    }

    private void send(AccessEntry entry) {
        try (Serializer<AccessEntry> serializer = connection.serdes().serializer(Topics.ACCESS_AUDIT);
                Producer<String, byte[]> producer = connection.rawProducer(SETTINGS)) {
            String topic = Topics.ACCESS_AUDIT.name();
            producer.send(new ProducerRecord<>(
                            topic,
                            null,
                            entry.getAt().toEpochMilli(),
                            entry.getWriterId(),
                            serializer.serialize(topic, entry)))
                    .get();
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    e.getCause() instanceof AuthorizationException ? ExitCode.NOT_ALLOWED : ExitCode.UNREACHABLE,
                    "Who is given exact places is written down first, and that failed (" + e.getCause()
                            + "): nothing was exported.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted before anything was exported.", e);
        }
    }
}

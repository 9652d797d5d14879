package org.amurwatch.consumer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.audit.AuditChain;
import org.amurwatch.audit.FiledHead;
import org.amurwatch.audit.FiledHeads;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ExportAuditTest {

    private final RegistrySerdes serdes = new RegistrySerdes("mock://export-audit");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final ExportAudit audit = new ExportAudit(
            producer, serdes, Clock.fixed(Instant.parse("2026-01-17T12:00:00.123456Z"), ZoneOffset.UTC));

    @Test
    void shouldWriteAChainOfItsOwnAndItsHead() {
        audit.write("investigator", "khasan/a");

        AccessEntry entry = serdes.deserializer(Topics.ACCESS_AUDIT)
                .deserialize(
                        Topics.ACCESS_AUDIT.name(), producer.history().get(0).value());
        AuditHead head = serdes.deserializer(Topics.AUDIT_HEADS)
                .deserialize(
                        Topics.AUDIT_HEADS.name(), producer.history().get(1).value());
        assertThat(entry.getWhat()).isEqualTo(AccessKind.EXPORT);
        assertThat(entry.getWho()).isEqualTo("investigator");
        assertThat(entry.getSubject()).isEqualTo("khasan/a");
        AuditChain chain = new AuditChain();
        chain.take(entry);
        assertThat(chain.fault()).isEmpty();
        FiledHead filed = new FiledHead(head.getWriterId(), head.getSequence(), head.getHash());
        assertThat(FiledHead.in("filed: " + filed)).containsExactly(filed);
        FiledHeads heads = new FiledHeads(List.of(filed));
        heads.take(entry);
        assertThat(heads.faults()).isEmpty();
    }

    @Test
    void shouldEndTheExportWhereItCantBeWritten() {
        MockProducer<String, byte[]> failing =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata>
                            send(org.apache.kafka.clients.producer.ProducerRecord<String, byte[]> record) {
                        return java.util.concurrent.CompletableFuture.failedFuture(new TimeoutException("no answer"));
                    }
                };
        ExportAudit unheard = new ExportAudit(failing, serdes, Clock.systemUTC());

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> unheard.write("investigator", "khasan/a"))
                .withMessageContaining("so nothing is exported");
    }
}

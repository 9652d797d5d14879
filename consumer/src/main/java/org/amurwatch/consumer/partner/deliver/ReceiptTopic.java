package org.amurwatch.consumer.partner.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes receipts to {@code partner.receipts}, and returns once the brokers have them for good. For several threads. */
public final class ReceiptTopic implements ReceiptSink, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Producer<String, byte[]> producer;
    private final Serializer<PartnerReceipt> serializer;
    private final Clock clock;

    public ReceiptTopic(Producer<String, byte[]> producer, Serializer<PartnerReceipt> serializer, Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.clock = clock;
    }

    /** The key of a receipt. */
    public static String key(String partnerId, String eventId) {
        return partnerId + "/" + eventId;
    }

    /**
     * Asks registry and brokers for what writing needs, so that nothing is sent whose receipt can't be written.
     *
     * @throws RuntimeException if one of them can't be reached
     */
    public void prepare() {
        PartnerReceipt example = PartnerReceipt.newBuilder()
                .setPartnerId("none")
                .setEventId("none")
                .setVersion(1)
                .setOutcome(ReceiptOutcome.UNKNOWN)
                .setAt(Instant.EPOCH)
                .build();
        serializer.serialize(Topics.PARTNER_RECEIPTS.name(), example);
        producer.partitionsFor(Topics.PARTNER_RECEIPTS.name());
    }

    @Override
    public void store(List<PartnerReceipt> receipts) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (PartnerReceipt receipt : receipts) {
            byte[] value = serializer.serialize(Topics.PARTNER_RECEIPTS.name(), receipt);
            sent.add(producer.send(new ProducerRecord<>(
                    Topics.PARTNER_RECEIPTS.name(),
                    null,
                    clock.millis(),
                    key(receipt.getPartnerId(), receipt.getEventId()),
                    value)));
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("A receipt could not be stored.", e);
        }
    }

    /** Waits up to two seconds for what was written. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        serializer.close();
    }
}

package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes receipts to {@code alert.receipts}, under the team's id. */
final class ReceiptTopic implements Receipts, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptTopic.class);

    private final Producer<String, byte[]> producer;
    private final Serializer<DeliveryReceipt> serializer;
    private final DispatchMetrics metrics;
    private final Clock clock;

    ReceiptTopic(
            Producer<String, byte[]> producer,
            Serializer<DeliveryReceipt> serializer,
            DispatchMetrics metrics,
            Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Asks registry and brokers for what writing needs (the schema's id, the topic's partitions), and so makes sure that no
     * alert goes out that can't be answered; from then on an outage of the registry does not matter here.
     *
     * @throws RuntimeException if one of them can't be reached
     */
    void prepare() {
        DeliveryReceipt example = DeliveryReceipt.newBuilder()
                .setDeliveryId("none")
                .setAttempt(1)
                .setTeamId("none")
                .setEndpoint("none")
                .setOutcome(DeliveryOutcome.RETRY)
                .setAttemptedAt(Instant.EPOCH)
                .setTookMillis(0)
                .build();
        serializer.serialize(Topics.RECEIPTS.name(), example);
        producer.partitionsFor(Topics.RECEIPTS.name());
    }

    @Override
    public void write(DeliveryReceipt receipt) {
        try {
            byte[] value = serializer.serialize(Topics.RECEIPTS.name(), receipt);
            producer.send(
                    new ProducerRecord<>(Topics.RECEIPTS.name(), null, clock.millis(), receipt.getTeamId(), value),
                    (metadata, failure) -> {
                        if (failure != null) {
                            lost(receipt, failure);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            lost(receipt, e);
        }
    }

    private void lost(DeliveryReceipt receipt, Exception failure) {
        metrics.receiptLost();
        LOG.error(
                "The receipt of delivery {}, attempt {} ({}) could not be stored; the ledger will try again after its"
                        + " deadline.",
                receipt.getDeliveryId(),
                receipt.getAttempt(),
                receipt.getOutcome(),
                failure);
    }

    /** Waits up to two seconds for what was written. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        serializer.close();
    }
}

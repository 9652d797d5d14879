package org.amurwatch.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the field topic and alert.deliveries from their ends on, and notes when what came through can be read. */
final class KafkaHops implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<AlertDelivery> deliveries;
    private final String source;
    private final Delays oneHop;
    private final Delays toDispatch;
    private final Thread thread = new Thread(this::run, "latency-hops");
    private volatile boolean stopping;

    /** @param source whose events are looked at */
    KafkaHops(Connection connection, String source, Delays oneHop, Delays toDispatch) {
        this.consumer = connection.rawConsumer();
        this.deliveries = connection.serdes().deserializer(Topics.DELIVERIES);
        this.source = source + "/";
        this.oneHop = oneHop;
        this.toDispatch = toDispatch;
        List<TopicPartition> partitions = Stream.of(Topics.POACHING_ALERTS, Topics.DELIVERIES)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    KafkaHops start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!stopping) {
            for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
                take(raw, System.currentTimeMillis());
            }
        }
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> raw, long now) {
        if (raw.topic().equals(Topics.POACHING_ALERTS.name())) {
            if (raw.key().startsWith(source)) {
                oneHop.add(raw.key(), raw.timestamp(), now);
            }
            return;
        }
        AlertDelivery delivery = deliveries.deserialize(raw.topic(), raw.value());
        if (delivery.getAlert().getMessage() == AlertMessage.RAISED
                && delivery.getAlert().getEventKey().startsWith(source)) {
            toDispatch.add(
                    delivery.getAlert().getAlertId(),
                    delivery.getAlert().getReceivedAt().toEpochMilli(),
                    now);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

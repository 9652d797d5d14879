package org.amurwatch.consumer.alertpage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.read.RegistryOutage;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an {@link AlertBook} from the topics, in a thread of its own with a consumer of its own, so that nothing here can
 * delay dispatch. After a failure it begins again from the start: the book takes everything twice without harm.
 */
public final class AlertFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlertFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Connection connection;
    private final AlertBook book;
    private final int limit;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alert-pages");

    /** @param limit how many records of each partition are read back at the start */
    public AlertFeed(Connection connection, AlertBook book, int limit) {
        this.connection = connection;
        this.book = book;
        this.limit = limit;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopped()) {
            try {
                follow();
            } catch (RuntimeException e) {
                LOG.warn("Alert pages can't read the topics: {}. Trying again.", e.toString());
                pause();
            }
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void follow() {
        try (Consumer<String, byte[]> consumer = connection.rawConsumer();
                Deserializer<PatrolAlert> alerts = connection.serdes().deserializer(Topics.PATROL_ALERTS);
                Deserializer<AlertDelivery> attempts = connection.serdes().deserializer(Topics.DELIVERIES);
                Deserializer<DeliveryReceipt> receipts = connection.serdes().deserializer(Topics.RECEIPTS)) {
            seekBack(consumer);
            while (!stopped()) {
                for (ConsumerRecord<String, byte[]> raw : consumer.poll(POLL)) {
                    try {
                        take(raw, alerts, attempts, receipts);
                    } catch (RuntimeException e) {
                        if (RegistryOutage.isBehind(e)) {
                            throw e;
                        }
                        LOG.error("{}-{}@{} can't be read.", raw.topic(), raw.partition(), raw.offset(), e);
                    }
                }
            }
        }
    }

    private void take(
            ConsumerRecord<String, byte[]> raw,
            Deserializer<PatrolAlert> alerts,
            Deserializer<AlertDelivery> attempts,
            Deserializer<DeliveryReceipt> receipts) {
        if (raw.value() == null) {
            return;
        }
        if (raw.topic().equals(Topics.PATROL_ALERTS.name())) {
            book.add(alerts.deserialize(raw.topic(), raw.value()));
        } else if (raw.topic().equals(Topics.DELIVERIES.name())) {
            book.add(attempts.deserialize(raw.topic(), raw.value()));
        } else {
            book.add(receipts.deserialize(raw.topic(), raw.value()));
        }
    }

    private void seekBack(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = List.of(Topics.PATROL_ALERTS, Topics.DELIVERIES, Topics.RECEIPTS).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : Set.copyOf(partitions)) {
            long begin = begins.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(begin, ends.getOrDefault(partition, 0L) - limit));
        }
    }

    private void pause() {
        try {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping instead of trying again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}

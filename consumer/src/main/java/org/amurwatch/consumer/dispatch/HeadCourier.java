package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.amurwatch.audit.FiledHead;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.wording.Words;
import org.amurwatch.process.StopSignal;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the heads of the audit to one endpoint outside the system, in their order, each until the endpoint has it: the offset is
 * committed afterwards. One that can't be reached is tried again after a pause that grows to a minute; nothing is passed over
 * but what can't be read. After a crash the same head may come again, as the same message.
 */
final class HeadCourier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadCourier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Far below the five minutes after which its group would take it for dead. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<AuditHead> deserializer;
    private final EndpointsFile endpoints;
    private final String endpointName;
    private final Words words;
    private final BiFunction<Endpoint, AlertDelivery, Answer> sender;
    private final Clock clock;
    private final Duration firstPause;
    private final StopSignal stop = new StopSignal();
    private Duration pause;

    /**
     * @param consumer of a group of this endpoint alone, so that one that is down keeps nothing from the others
     * @param sender makes one attempt
     * @param firstPause after the first failure; it doubles with each one after
     */
    HeadCourier(
            Consumer<String, byte[]> consumer,
            Deserializer<AuditHead> deserializer,
            EndpointsFile endpoints,
            String endpointName,
            Words words,
            BiFunction<Endpoint, AlertDelivery, Answer> sender,
            Clock clock,
            Duration firstPause) {
        this.consumer = consumer;
        this.deserializer = deserializer;
        this.endpoints = endpoints;
        this.endpointName = endpointName;
        this.words = words;
        this.sender = sender;
        this.clock = clock;
        this.firstPause = firstPause;
        this.pause = firstPause;
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(Topics.AUDIT_HEADS.name()));
            while (!stop.isRaised()) {
                turn();
            }
        } finally {
            close();
        }
    }

    /** Asks it to end; callable from any thread. */
    void stop() {
        stop.raise();
        consumer.wakeup();
    }

    private void turn() {
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                if (!sendAll(partition, records.records(partition))) {
                    pause();
                }
            }
        } catch (WakeupException e) {
            // Asked to stop; the loop's condition says so.
        } catch (RuntimeException e) {
            // A missing right as well: that no head goes out is no reason to send no alert.
            LOG.error(
                    "Heads of the audit can't be read for endpoint {}: {}. Trying again.", endpointName, e.toString());
            pause();
        }
    }

    /** Up to one that was not taken, from where it goes on with the next turn; false if there was such a one. */
    private boolean sendAll(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> raw : records) {
            boolean done = false;
            try {
                done = !stop.isRaised() && send(raw);
            } finally {
                if (!done) {
                    consumer.seek(partition, raw.offset());
                }
            }
            if (!done) {
                return false;
            }
            pause = firstPause;
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(raw.offset() + 1)));
        }
        return true;
    }

    private boolean send(ConsumerRecord<String, byte[]> raw) {
        AuditHead head = read(raw);
        if (head == null) {
            return true;
        }
        Optional<Endpoint> endpoint = endpoints.find(endpointName);
        if (endpoint.isEmpty()) {
            LOG.error(
                    "Setting amurwatch.dispatch.audit-endpoints names '{}', and the endpoints file has none of that name.",
                    endpointName);
            return false;
        }
        FiledHead filed = new FiledHead(head.getWriterId(), head.getSequence(), head.getHash());
        String text = words.sentence(
                "audit.head",
                Map.of(
                        "writer", filed.writerId(),
                        "number", Long.toString(filed.sequence()),
                        "time", head.getAt().toString(),
                        "head", filed.toString()));
        Answer answer = sender.apply(
                endpoint.get(),
                Notice.toFile(endpoint.get(), filed.toString(), words.language(), text, clock.instant()));
        boolean taken = answer.outcome() == DeliveryOutcome.DELIVERED;
        if (!taken) {
            LOG.error(
                    "Endpoint {} did not take a head of the audit: {}. {} Trying again.",
                    endpointName,
                    answer.outcome(),
                    answer.reason());
        }
        return taken;
    }

    private @Nullable AuditHead read(ConsumerRecord<String, byte[]> raw) {
        try {
            return deserializer.deserialize(raw.topic(), raw.value());
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (RegistryOutage.isBehind(e)) {
                throw e;
            }
            LOG.error("{}-{}@{} can't be read and is passed over.", raw.topic(), raw.partition(), raw.offset(), e);
            return null;
        }
    }

    private void pause() {
        stop.rest(pause);
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } catch (KafkaException e) {
            LOG.warn("The consumer of heads of the audit did not close cleanly: {}.", e.toString());
        }
        deserializer.close();
    }
}

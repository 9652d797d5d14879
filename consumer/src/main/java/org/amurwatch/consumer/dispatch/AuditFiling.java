package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.wording.Words;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Sends the heads of the audit out of the system, to each endpoint that the settings name for it. */
final class AuditFiling implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** An endpoint that is new, or was away for longer than its offsets are kept, gets those of the last days. */
    private static final String NEW_ONES = "by_duration:P7D";

    private final List<HeadCourier> couriers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param sender makes one attempt */
    AuditFiling(
            Connection connection,
            DispatchSettings settings,
            EndpointsFile endpoints,
            Words words,
            BiFunction<Endpoint, AlertDelivery, Answer> sender,
            Clock clock) {
        for (String name : settings.auditEndpoints().orElse(List.of())) {
            HeadCourier courier = new HeadCourier(
                    consumer(connection, name),
                    connection.serdes().deserializer(Topics.AUDIT_HEADS),
                    endpoints,
                    name,
                    words,
                    sender,
                    clock,
                    FIRST_PAUSE);
            Thread thread = new Thread(courier, "dispatch-audit-" + name);
            thread.setDaemon(true);
            couriers.add(courier);
            threads.add(thread);
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(Connection connection, String endpoint) {
        Map<String, Object> client = connection.clientSettings();
        client.put("group.id", Groups.AUDIT_HEADS_PREFIX + endpoint);
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        client.put("auto.offset.reset", NEW_ONES);
        client.put("max.poll.records", 1);
        client.putIfAbsent("default.api.timeout.ms", 15_000);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Waits up to two seconds for what is under way. */
    @Override
    public void close() {
        couriers.forEach(HeadCourier::stop);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

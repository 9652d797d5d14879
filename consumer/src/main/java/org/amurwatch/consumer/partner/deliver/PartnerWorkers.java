package org.amurwatch.consumer.partner.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.RegistryOutage;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker, thread and group for each partner that is sent to, by what the partners file says now. */
public final class PartnerWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerWorkers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Makes the way out to a partner. */
    @FunctionalInterface
    public interface Senders {
        PartnerSender of(Partner partner);
    }

    private final Connection connection;
    private final Senders senders;
    private final ReceiptTopic receipts;
    private final PartnerMetrics metrics;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private boolean closed;

    public PartnerWorkers(
            Connection connection, Senders senders, PartnerMetrics metrics, Backoff backoff, Clock clock) {
        this.connection = connection;
        this.senders = senders;
        this.receipts = new ReceiptTopic(
                connection.rawProducer(), connection.serdes().serializer(Topics.PARTNER_RECEIPTS), clock);
        this.metrics = metrics;
        this.backoff = backoff;
        this.clock = clock;
    }

    private record Running(
            Partner partner, PartnerWorker worker, Thread thread, PartnerSender sender, LaneHealth health) {}

    /** Ends workers of partners that are gone or changed, and starts those that are new. Offsets stay with their groups. */
    public synchronized void follow(List<Partner> partners) {
        if (closed) {
            return;
        }
        Map<String, Partner> wanted = new HashMap<>();
        partners.stream().filter(Partner::isSentTo).forEach(partner -> wanted.put(partner.id(), partner));
        List<Running> ending = running.values().stream()
                .filter(one -> !one.partner().equals(wanted.get(one.partner().id())))
                .toList();
        end(ending);
        ending.forEach(one -> running.remove(one.partner().id()));
        partners.stream()
                .filter(Partner::isSentTo)
                .filter(partner -> !running.containsKey(partner.id()))
                .forEach(this::start);
    }

    private void start(Partner partner) {
        metrics.add(partner.id(), this::state);
        LaneHealth health = new LaneHealth(partner.id(), metrics);
        PartnerMemory memory = new PartnerMemory();
        PartnerSender sender = senders.of(partner);
        PartnerLane lane = new PartnerLane(
                partner.id(), sender, memory, receipts, health, backoff, partner.betweenAttempts(), clock);
        PartnerWorker worker = new PartnerWorker(
                partner,
                groupConsumer(partner),
                connection.serdes().deserializer(Topics.RELEASE_PARTNER),
                lane,
                receipts::prepare,
                () -> readBack(partner, memory),
                metrics,
                clock);
        Thread thread = new Thread(worker, "partner-" + partner.id());
        thread.setDaemon(true);
        running.put(partner.id(), new Running(partner, worker, thread, sender, health));
        thread.start();
        LOG.info("Partner {}: {}{}.", partner.id(), partner.target().kind(), partner.paused() ? ", paused" : "");
    }

    private KafkaConsumer<String, byte[]> groupConsumer(Partner partner) {
        Map<String, Object> client = connection.clientSettings();
        client.put("group.id", Groups.PARTNER_PREFIX + partner.id());
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        client.put("auto.offset.reset", "earliest");
        // A process that dies leaves its share to the others, or to its next start, within seconds.
        client.putIfAbsent("session.timeout.ms", 6_000);
        client.putIfAbsent("heartbeat.interval.ms", 1_500);
        client.putIfAbsent("max.poll.records", 100);
        client.putIfAbsent("default.api.timeout.ms", 15_000);
        // What is released is small, and there may be many partners in one small process.
        client.putIfAbsent("fetch.max.bytes", 1 << 20);
        client.putIfAbsent("max.partition.fetch.bytes", 256 << 10);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads what the partner has, by its receipts. */
    private void readBack(Partner partner, PartnerMemory memory) {
        memory.clear();
        String prefix = ReceiptTopic.key(partner.id(), "");
        try (Deserializer<PartnerReceipt> deserializer = connection.serdes().deserializer(Topics.PARTNER_RECEIPTS)) {
            new TopicReader(connection)
                    .readRaw(
                            Topics.PARTNER_RECEIPTS.name(),
                            raw -> {
                                if (raw.value() != null
                                        && raw.key() != null
                                        && raw.key().startsWith(prefix)) {
                                    take(memory, deserializer, raw.value());
                                }
                            },
                            count -> {});
        }
    }

    private static void take(PartnerMemory memory, Deserializer<PartnerReceipt> deserializer, byte[] value) {
        try {
            memory.take(deserializer.deserialize(Topics.PARTNER_RECEIPTS.name(), value));
        } catch (RuntimeException e) { // Not only Kafka's: bytes that end too early fail with Java's own.
            if (RegistryOutage.isBehind(e)) {
                throw e;
            }
            LOG.error("A receipt can't be read.", e);
        }
    }

    /** How each partner stands that is sent to. */
    public synchronized List<PartnerState> states() {
        return running.values().stream()
                .map(one -> one.worker().state(one.health()))
                .toList();
    }

    private synchronized @Nullable PartnerState state(String partnerId) {
        Running one = running.get(partnerId);
        return one == null ? null : one.worker().state(one.health());
    }

    private static void end(List<Running> ending) {
        ending.forEach(one -> one.worker().stop());
        List<Running> late = new ArrayList<>();
        try {
            for (Running one : ending) {
                one.thread().join(PATIENCE.toMillis());
                if (one.thread().isAlive()) {
                    one.thread().interrupt();
                    late.add(one);
                }
            }
            for (Running one : late) {
                one.thread().join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.forEach(one -> one.sender().close());
    }

    /** Ends them within some seconds: no new attempts, those that have begun are answered if they end soon. */
    @Override
    public synchronized void close() {
        closed = true;
        end(List.copyOf(running.values()));
        running.clear();
        receipts.close();
    }
}

package org.amurwatch.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.Purpose;
import org.amurwatch.security.Party;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.security.SecurityFolder;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.settings.SystemSettings;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How this process reaches the brokers and the registry, and as whom. Makes clients with the settings that all of them
 * share.
 */
public final class Connection {

    private final SystemSettings settings;
    private final Party party;
    private @Nullable RegistryAccess registry;

    /** @param party who the process is to the brokers, where they ask */
    public Connection(SystemSettings settings, Party party) {
        this.settings = settings;
        this.party = party;
    }

    /** The same system, for a part of this process that is somebody else to the brokers. */
    public Connection as(Party other) {
        return new Connection(settings, other);
    }

    public SystemSettings settings() {
        return settings;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public String registryUrl() {
        return settings.registryUrl();
    }

    public Purpose purpose() {
        return settings.purpose();
    }

    /**
     * Kafka settings of every client.
     *
     * @throws org.amurwatch.failure.CommandFailure if there is a security folder, and it lacks what this party needs
     */
    public Map<String, Object> clientSettings() {
        Map<String, Object> client = new HashMap<>();
        settings.securityFolder().ifPresent(folder -> client.putAll(new SecurityFolder(folder).clientSettings(party)));
        client.putAll(settings.kafka());
        client.put("bootstrap.servers", settings.bootstrapServers());
        return client;
    }

    public RegistrySerdes serdes() {
        return new RegistrySerdes(registry());
    }

    /**
     * The schema registry. With a security folder it is trusted by the authority there, and shown the token, if there is one.
     *
     * @throws org.amurwatch.failure.CommandFailure if the folder's files can't be used
     */
    public synchronized RegistryAccess registry() {
        if (registry == null) {
            Optional<SecurityFolder> folder = settings.securityFolder().map(SecurityFolder::new);
            registry = new RegistryAccess(
                    settings.registryUrl(),
                    folder.map(SecurityFolder::authority).orElse(null),
                    folder.flatMap(SecurityFolder::registryToken).orElse(null));
        }
        return registry;
    }

    public Admin admin() {
        Map<String, Object> client = clientSettings();
        client.putIfAbsent("default.api.timeout.ms", 15_000);
        client.putIfAbsent("request.timeout.ms", 10_000);
        // Kafka's default, rebootstrap, lets 4.3.1's admin client that outlives its brokers spin and log a thousand
        // lines a second.
        client.putIfAbsent("metadata.recovery.strategy", "none");
        return Admin.create(client);
    }

    /** A consumer of raw values without a group, that sees only what is committed. */
    public Consumer<String, byte[]> rawConsumer() {
        Map<String, Object> client = clientSettings();
        client.put("isolation.level", "read_committed");
        client.put("enable.auto.commit", false);
        client.put("auto.offset.reset", "earliest");
        client.putIfAbsent("default.api.timeout.ms", 15_000);
        return new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer to one topic that answers only after the brokers have the record for good. */
    public <V extends SpecificRecord> Producer<String, V> producer(Topic<V> topic) {
        return new KafkaProducer<>(
                safeProducerSettings(clientSettings()), new StringSerializer(), serdes().serializer(topic));
    }

    /** As {@link #producer}, for values that are serialised already. */
    public Producer<String, byte[]> rawProducer() {
        return rawProducer(Map.of());
    }

    /**
     * As {@link #rawProducer()}, with more settings.
     *
     * @param unlessSet by their Kafka names; what the user has set wins over them
     */
    public Producer<String, byte[]> rawProducer(Map<String, Object> unlessSet) {
        Map<String, Object> client = clientSettings();
        unlessSet.forEach(client::putIfAbsent);
        return new KafkaProducer<>(safeProducerSettings(client), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * As {@link #rawProducer()}, for transactions: from {@code initTransactions} on, an earlier producer of the same id can't
     * commit.
     */
    public Producer<String, byte[]> transactionalProducer(String transactionalId) {
        Map<String, Object> client = safeProducerSettings(clientSettings());
        client.put("transactional.id", transactionalId);
        client.putIfAbsent("transaction.timeout.ms", 10_000);
        client.put("delivery.timeout.ms", 10_000);
        client.put("request.timeout.ms", 5_000);
        return new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> safeProducerSettings(Map<String, Object> client) {
        client.put("acks", "all");
        client.put("enable.idempotence", true);
        client.putIfAbsent("compression.type", "lz4");
        client.putIfAbsent("linger.ms", 5);
        // Field topics are flushed to disk once per batch: larger batches, fewer flushes.
        client.putIfAbsent("batch.size", 256 << 10);
        client.putIfAbsent("max.block.ms", 15_000);
        client.putIfAbsent("delivery.timeout.ms", 120_000);
        return client;
    }
}

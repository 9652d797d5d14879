package org.amurwatch.streams.app;

import java.nio.file.Path;
import java.util.Properties;
import org.amurwatch.streams.deadletter.DeadLetterProcessing;
import org.amurwatch.streams.deadletter.DeadLetterReading;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.deadletter.StopOnProductionFailure;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of a Streams application that differ from Kafka's defaults, and why (architecture.md, decision 7). */
final class StreamsProperties {

    private StreamsProperties() {}

    static Properties of(
            ApplicationKind kind,
            String applicationId,
            String clientId,
            Connection connection,
            StreamsSettings settings,
            DeadLetters deadLetters,
            RocksDbMemory memory) {
        Properties properties = new Properties();
        properties.putAll(connection.clientSettings());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                Path.of(settings.stateDir()).toAbsolutePath().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        if (settings.replicationFactor() >= 3) {
            properties.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), 2);
        }
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // "streams" refuses a changed topology in 4.3, even in an empty group.
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ReceivedTimestamp.class);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(RocksDbMemory.SETTING, memory);
        failures(properties, deadLetters);
        commits(properties, kind, settings);
        takeover(properties);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return properties;
    }

    private static void failures(Properties properties, DeadLetters deadLetters) {
        properties.put(DeadLetters.SETTING, deadLetters);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessing.class);
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterReading.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, StopOnProductionFailure.class);
    }

    /** The commit interval is the latency of a hop on the alert path, and the throughput of the counts. */
    private static void commits(Properties properties, ApplicationKind kind, StreamsSettings settings) {
        boolean decisions = kind == ApplicationKind.DECISIONS;
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, decisions ? 20 : 1_000);
        long cache = decisions ? 2L << 20 : (long) settings.recordsCacheMebibytes() << 20;
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cache);
    }

    /** How long the work of a dead instance lies still: 8 s so, 43 s by Kafka's defaults (measured). */
    private static void takeover(Properties properties) {
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 3_000);
    }
}

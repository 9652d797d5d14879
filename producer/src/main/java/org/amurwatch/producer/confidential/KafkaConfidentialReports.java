package org.amurwatch.producer.confidential;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Reads private.confidential, and writes tombstones there. */
final class KafkaConfidentialReports implements ConfidentialReports {

    private final Connection connection;

    KafkaConfidentialReports(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Kept> all() {
        Map<String, Kept> kept = new HashMap<>();
        new TopicReader(connection).read(Topics.CONFIDENTIAL_REPORTS, (raw, value) -> {
            if (raw.value() == null) {
                kept.remove(raw.key());
            } else {
                kept.put(raw.key(), new Kept(raw.key(), Instant.ofEpochMilli(raw.timestamp()), value.getSealed()));
            }
        });
        return kept.values().stream()
                .sorted(Comparator.comparing(Kept::receivedAt).thenComparing(Kept::code))
                .toList();
    }

    @Override
    public Optional<Kept> find(String code) {
        return all().stream().filter(kept -> kept.code().equals(code)).findFirst();
    }

    @Override
    public void erase(String code) {
        try (Producer<String, byte[]> producer = connection.rawProducer()) {
            producer.send(new ProducerRecord<>(Topics.CONFIDENTIAL_REPORTS.name(), code, null))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted before the brokers had acknowledged.", e);
        }
    }
}

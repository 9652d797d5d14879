package org.amurwatch.producer.report;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.DiskGuard;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;

/** Publishes a report to field.poaching-alerts and its note to private.details. */
final class KafkaReportSink implements ReportSink {

    private final Connection connection;
    private final RecordPublisher publisher;

    KafkaReportSink(Connection connection, Clock clock) {
        this.connection = connection;
        this.publisher = new RecordPublisher(connection, clock);
    }

    @Override
    public AcknowledgedRecord accept(PoachingAlert alert) {
        String key = EventKey.of(alert.getProvenance()).toString();
        if (!DiskGuard.ALWAYS_TAKEN.contains(alert.getKind())) {
            // A report is one short-lived process: both clients meet the brokers at the same time.
            CompletableFuture<Void> disk = CompletableFuture.runAsync(() -> DiskGuard.checkOnce(connection));
            publisher.partition(Topics.POACHING_ALERTS, key);
            disk.join();
        }
        return publisher.sendAndWait(Topics.POACHING_ALERTS, key, alert);
    }

    @Override
    public AcknowledgedRecord accept(PrivateDetails details) {
        return publisher.sendAndWait(Topics.PRIVATE_DETAILS, details.getEventKey(), details);
    }

    @Override
    public void close() {
        publisher.close();
    }
}

package org.amurwatch.streams.reference;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.avro.ReferencePosition;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells system.reference-applied what reference data this instance works with: at start, after changes, at most once in
 * {@link #PERIOD}, and every {@link #REPEAT}. Load commands wait for it. Has its own thread and producer: no side effects inside a stream thread.
 */
public final class ReferenceAppliedReports implements AutoCloseable {

    static final Duration PERIOD = Duration.ofMillis(200);

    /** Well within the day for which the topic keeps reports: whoever loads must find one of each instance. */
    static final Duration REPEAT = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceAppliedReports.class);

    private final String instanceId;
    private final String applicationId;
    private final ReferenceProgress progress;
    private final Producer<String, ReferenceApplied> producer;
    private final Duration repeat;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "reference-applied");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable List<ReferencePosition> reported;
    private long reportedNanos;

    /**
     * @param instanceId the {@code client.id} of the Streams instance
     * @param producer closed with this
     */
    public ReferenceAppliedReports(
            String instanceId,
            String applicationId,
            ReferenceProgress progress,
            Producer<String, ReferenceApplied> producer) {
        this(instanceId, applicationId, progress, producer, REPEAT);
    }

    /** @param repeat how often to report though nothing is new */
    ReferenceAppliedReports(
            String instanceId,
            String applicationId,
            ReferenceProgress progress,
            Producer<String, ReferenceApplied> producer,
            Duration repeat) {
        this.instanceId = instanceId;
        this.applicationId = applicationId;
        this.progress = progress;
        this.producer = producer;
        this.repeat = repeat;
    }

    public void start() {
        executor.scheduleWithFixedDelay(this::report, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reports, if there is something new or it is time to; a failure is tried again at the next turn. */
    private void report() {
        List<ReferencePosition> positions = progress.positions();
        if (positions.equals(reported) && System.nanoTime() - reportedNanos < repeat.toNanos()) {
            return;
        }
        ReferenceApplied report = ReferenceApplied.newBuilder()
                .setInstanceId(instanceId)
                .setApplication(applicationId)
                .setPositions(positions)
                .setTopics(progress.topics())
                .build();
        try {
            Future<RecordMetadata> sent =
                    producer.send(new ProducerRecord<>(Topics.REFERENCE_APPLIED.name(), instanceId, report));
            sent.get();
            reported = positions;
            reportedNanos = System.nanoTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Can't report which reference data is applied; trying again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}

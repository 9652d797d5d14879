package org.amurwatch.consumer.dashboard.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out the head of the audit's chain to {@code audit.heads}, from where it is sent out of the system: now and then, and at
 * the end, where there are entries that no head has covered yet.
 */
public final class HeadTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadTopic.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final Serializer<AuditHead> serializer;
    private final Supplier<@Nullable AccessEntry> lastWritten;
    private final Duration every;
    private final Clock clock;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-audit-heads");
        thread.setDaemon(true);
        return thread;
    });
    private Instant givenAt;
    private @Nullable String given;

    /**
     * Gives out the first one when {@code every} has passed.
     *
     * @param producer best with {@link AccessTopic#PRODUCER_SETTINGS}; closed herewith
     * @param lastWritten the last entry that the brokers have; null: none yet
     */
    public HeadTopic(
            Producer<String, byte[]> producer,
            Serializer<AuditHead> serializer,
            Supplier<@Nullable AccessEntry> lastWritten,
            Duration every,
            Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.lastWritten = lastWritten;
        this.every = every;
        this.clock = clock;
        this.givenAt = clock.instant();
    }

    /** Looks every minute from now on. */
    public HeadTopic start() {
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Gives it out if it is time; what failed is tried again with the next look. */
    synchronized void look() {
        if (!clock.instant().isBefore(givenAt.plus(every))) {
            give();
        }
    }

    private void give() {
        AccessEntry last = lastWritten.get();
        if (last == null || last.getHash().equals(given)) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditHead head = AuditHead.newBuilder()
                .setWriterId(last.getWriterId())
                .setSequence(last.getSequence())
                .setHash(last.getHash())
                .setAt(now)
                .build();
        String topic = Topics.AUDIT_HEADS.name();
        try {
            byte[] value = serializer.serialize(topic, head);
            producer.send(new ProducerRecord<>(topic, null, now.toEpochMilli(), head.getWriterId(), value))
                    .get();
            given = head.getHash();
            givenAt = now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("The head of the audit could not be given to {}.", topic, e);
        }
    }

    /** Gives out what was written since the last one. To be closed after what writes the entries. */
    @Override
    public void close() {
        looking.shutdown();
        synchronized (this) {
            give();
        }
        producer.close(AT_THE_END);
        serializer.close();
    }
}

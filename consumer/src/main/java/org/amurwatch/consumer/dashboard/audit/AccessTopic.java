package org.amurwatch.consumer.dashboard.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries to {@code audit.access}, one after another, each until the brokers have it. Those that wait stay in memory; once
 * there are too many, or the oldest has waited too long, no more are taken. An entry may be written twice, with the same number
 * and hash, where the brokers had it and could not say so.
 */
public final class AccessTopic implements AccessSink, AutoCloseable {

    /** Settings of the producer that writes them: whether an entry was written is known soon. */
    public static final Map<String, Object> PRODUCER_SETTINGS =
            Map.of("linger.ms", 0, "max.block.ms", 5_000, "request.timeout.ms", 10_000, "delivery.timeout.ms", 20_000);

    private static final Logger LOG = LoggerFactory.getLogger(AccessTopic.class);
    private static final int MOST_WAITING = 1_000;
    /** Brokers that start again answer within it; longer, and exact places would go out that nobody may ever have a record of. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final Serializer<AccessEntry> serializer;
    private final Clock clock;
    private final Queue<AccessEntry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong written = new AtomicLong();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-audit");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean failing;
    private volatile @Nullable AccessEntry lastWritten;

    /** @param producer best with {@link #PRODUCER_SETTINGS}; closed herewith */
    public AccessTopic(Producer<String, byte[]> producer, Serializer<AccessEntry> serializer, Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.clock = clock;
        writer.scheduleWithFixedDelay(this::writeAll, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean take(AccessEntry entry) {
        AccessEntry oldest = waiting.peek();
        boolean late = oldest != null && oldest.getAt().plus(LONGEST_WAIT).isBefore(clock.instant());
        return !late && waiting.offer(entry);
    }

    private void writeAll() {
        AccessEntry oldest = waiting.peek();
        while (oldest != null && write(oldest)) {
            waiting.remove();
            lastWritten = oldest;
            written.incrementAndGet();
            oldest = waiting.peek();
        }
    }

    private boolean write(AccessEntry entry) {
        try {
            byte[] value = serializer.serialize(Topics.ACCESS_AUDIT.name(), entry);
            producer.send(new ProducerRecord<>(
                            Topics.ACCESS_AUDIT.name(), null, entry.getAt().toEpochMilli(), entry.getWriterId(), value))
                    .get();
            failing = false;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            // Whatever it is, the chain has no gap: this entry is tried again, and the next ones wait.
            if (!failing) {
                LOG.error(
                        "Who saw exact places can't be written to {}; if it stays so for {} s, nobody sees them any more.",
                        Topics.ACCESS_AUDIT.name(),
                        LONGEST_WAIT.toSeconds(),
                        e);
            }
            failing = true;
        }
        return false;
    }

    /** The last entry that the brokers have; null: none yet. */
    public @Nullable AccessEntry lastWritten() {
        return lastWritten;
    }

    /** Entries that the brokers have. */
    public long written() {
        return written.get();
    }

    /** Entries that the brokers do not have yet. */
    public int waiting() {
        return waiting.size();
    }

    /** Waits up to two seconds for what was taken. */
    @Override
    public void close() {
        try {
            writer.submit(this::writeAll).get(AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Not all was written at the end.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.shutdownNow();
        producer.close(AT_THE_END);
        serializer.close();
        if (!waiting.isEmpty()) {
            LOG.error("{} entries of who saw exact places were not written, and are lost.", waiting.size());
        }
    }
}

package org.amurwatch.producer.publish;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * A {@link RecordSender} for what is one piece of work, such as a command: a slow broker slows the caller, and the first
 * failure is thrown, as a sentence, by every later call.
 */
public final class RecordPublisher implements AutoCloseable {

    private final RecordSender sender;
    private final AtomicReference<CommandFailure> failure = new AtomicReference<>();

    public RecordPublisher(Connection connection, Clock clock) {
        this(new RecordSender(connection, clock, Map.of()));
    }

    RecordPublisher(Producer<String, byte[]> producer, RegistrySerdes serdes, PublishFailures failures, Clock clock) {
        this(new RecordSender(producer, serdes, failures, clock));
    }

    private RecordPublisher(RecordSender sender) {
        this.sender = sender;
    }

    /** The partition that a key belongs to: Kafka's own rule for keyed records. */
    public TopicPartition partition(Topic<?> topic, String key) {
        throwFailure();
        try {
            return sender.partition(topic, key);
        } catch (CommandFailure e) {
            throw fail(e);
        }
    }

    /** Hands a record to the producer and returns, or waits while too much is under way. */
    public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, RecordSender.Answer answer) {
        throwFailure();
        try {
            sender.send(topic, key, value, new FirstFailure(answer));
        } catch (CommandFailure e) {
            throw fail(e);
        }
        throwFailure();
    }

    /** Waits until the brokers have acknowledged everything sent so far. */
    public void flush() {
        try {
            sender.flush();
        } catch (CommandFailure e) {
            throw fail(e);
        }
        throwFailure();
    }

    /** Throws the first failure, if there was one. */
    public void throwFailure() {
        CommandFailure first = failure.get();
        if (first != null) {
            throw new CommandFailure(first.exitCode(), String.valueOf(first.getMessage()), first);
        }
    }

    /** As {@link #send}, but returns once the brokers have acknowledged the record. */
    public <V extends SpecificRecord> AcknowledgedRecord sendAndWait(Topic<V> topic, String key, V value) {
        AtomicReference<AcknowledgedRecord> acknowledged = new AtomicReference<>();
        send(topic, key, value, acknowledged::set);
        flush();
        return Objects.requireNonNull(acknowledged.get(), "A flushed record is acknowledged or failed.");
    }

    /** Gives up what is not acknowledged within a few seconds; call {@link #flush} before to have it all. */
    @Override
    public void close() {
        sender.close();
    }

    /** Makes a failure the one that every later call throws, unless there was one before. */
    CommandFailure fail(CommandFailure problem) {
        failure.compareAndSet(null, problem);
        return problem;
    }

    /** Keeps the first failure, and passes on what it is told. */
    private final class FirstFailure implements RecordSender.Answer {

        private final RecordSender.Answer next;

        FirstFailure(RecordSender.Answer next) {
            this.next = next;
        }

        @Override
        public void acknowledged(AcknowledgedRecord record) {
            next.acknowledged(record);
        }

        @Override
        public void failed(CommandFailure problem) {
            next.failed(fail(problem));
        }
    }
}

package org.amurwatch.streams.operation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Puts dead letters back to the topics that they failed on.
 *
 * <p>The record first, then the mark that it was put back, each acknowledged by the brokers. A command that dies in between
 * puts the record back again the next time, and intake's register drops the repeat; the other order could lose one.
 */
final class DeadLetterReplay {

    private final Producer<byte[], byte[]> producer;

    DeadLetterReplay(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Puts back all that are not put back yet, or, where offsets are given, those whether put back before or not. */
    static List<DeadLetter> chosen(List<DeadLetter> letters, Set<Long> offsets) {
        return letters.stream()
                .filter(letter -> offsets.isEmpty()
                        ? !letter.replayed()
                        : offsets.contains(letter.raw().offset()))
                .toList();
    }

    /** Returns once the brokers have the record and the mark. */
    void putBack(DeadLetter letter) {
        send(letter.putBack());
        send(letter.marker());
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("The brokers' answer can't be used.", e.getCause());
        }
    }
}

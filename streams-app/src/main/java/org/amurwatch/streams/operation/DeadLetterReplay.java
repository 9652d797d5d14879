package org.amurwatch.streams.operation;

import java.util.List;
import java.util.Set;
import org.amurwatch.topic.BrokerAnswers;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

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
        BrokerAnswers.await(producer.send(record));
    }
}

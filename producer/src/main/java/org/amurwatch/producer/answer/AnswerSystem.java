package org.amurwatch.producer.answer;

import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Connection;

/**
 * What a command that answers needs of the system.
 *
 * @param records opens what is known
 * @param sinks opens where answers go
 */
public record AnswerSystem(
        Function<Connection, LastRecords> records, BiFunction<Connection, Clock, LiveSink> sinks, Clock clock) {

    /** The running one. */
    public static AnswerSystem live() {
        return new AnswerSystem(KafkaLastRecords::new, KafkaLiveSink::new, Clock.systemUTC());
    }
}

package org.amurwatch.producer.confidential;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.Territory;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;

/**
 * What the commands need of the system.
 *
 * @param reports opens the reports that are kept
 * @param sinks opens where new ones go
 * @param territories reads all of them
 * @param codes makes codes that can't be guessed (122 random bits), and that follow from nothing
 */
record ConfidentialSystem(
        Function<Connection, ConfidentialReports> reports,
        BiFunction<Connection, Clock, LiveSink> sinks,
        Function<Connection, List<Territory>> territories,
        Supplier<String> codes,
        Clock clock) {

    /** The running one. */
    static ConfidentialSystem live() {
        return new ConfidentialSystem(
                KafkaConfidentialReports::new,
                KafkaLiveSink::new,
                connection -> new TopicReader(connection).current(Topics.TERRITORIES),
                () -> UUID.randomUUID().toString(),
                Clock.systemUTC());
    }
}

package org.amurwatch.producer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine;

/** A system of records in memory, and a command that is run on it. */
final class Answers {

    static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");

    /** What was sent. */
    record Sent(String topic, String key, SpecificRecord value) {}

    final List<Sent> sent = new ArrayList<>();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    private final Map<String, SpecificRecord> known = new HashMap<>();
    private final Function<AnswerSystem, Object> command;

    Answers(Function<AnswerSystem, Object> command) {
        this.command = command;
    }

    <V extends SpecificRecord> void know(Topic<V> topic, String key, V value) {
        known.put(topic.name() + ":" + key, value);
    }

    private final class Records implements LastRecords {
        @Override
        @SuppressWarnings("unchecked") // Filled by know, which types both.
        public <V extends SpecificRecord> Optional<V> last(Topic<V> topic, String key) {
            return Optional.ofNullable((V) known.get(topic.name() + ":" + key));
        }
    }

    private final class Sink implements LiveSink {
        @Override
        public <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value) {
            assertThat(out.toString()).as("printed before the brokers had it").isEmpty();
            sent.add(new Sent(topic.name(), key, value));
            return new AcknowledgedRecord(topic.name(), 2, 41, NOW.toEpochMilli());
        }

        @Override
        public void close() {}
    }

    int run(String arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(command.apply(new AnswerSystem(
                connection -> new Records(), (connection, clock) -> new Sink(), Clock.fixed(NOW, ZoneOffset.UTC))));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments.split(" "));
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

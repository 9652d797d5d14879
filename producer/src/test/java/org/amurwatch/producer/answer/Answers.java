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
public final class Answers {

    public static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");

    /** What was sent. */
    public record Sent(String topic, String key, SpecificRecord value) {}

    public final List<Sent> sent = new ArrayList<>();
    public final StringWriter out = new StringWriter();
    public final StringWriter err = new StringWriter();
    private final Map<String, SpecificRecord> known = new HashMap<>();
    private final Function<AnswerSystem, Object> command;

    public Answers(Function<AnswerSystem, Object> command) {
        this.command = command;
    }

    public <V extends SpecificRecord> void know(Topic<V> topic, String key, V value) {
        known.put(topic.name() + ":" + key, value);
    }

    private final class Records implements LastRecords {
        @Override
        @SuppressWarnings("unchecked") // Filled by know, which types both.
        public <V extends SpecificRecord> Optional<V> last(Topic<V> topic, String key) {
            return Optional.ofNullable((V) known.get(topic.name() + ":" + key));
        }

        @Override
        @SuppressWarnings("unchecked") // Filled by know, which types both.
        public <V extends SpecificRecord> List<V> all(Topic<V> topic) {
            return known.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(topic.name() + ":"))
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> (V) entry.getValue())
                    .toList();
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

    public int run(String arguments) {
        return run(arguments, " ");
    }

    private int run(String arguments, String separator) {
        out.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(command.apply(new AnswerSystem(
                connection -> new Records(), (connection, clock) -> new Sink(), Clock.fixed(NOW, ZoneOffset.UTC))));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments.split(separator));
    }

    /** As the other, for arguments that hold spaces. */
    public int runWith(String... arguments) {
        return run(String.join("\u0000", arguments), "\u0000");
    }

    public JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

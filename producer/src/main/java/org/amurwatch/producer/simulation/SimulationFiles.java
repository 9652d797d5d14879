package org.amurwatch.producer.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Events and ground truth as two files of NDJSON: one event a line in the one; {@code {"incursion":{...}}} or {@code
 * {"cause":{...}}} a line in the other, causes in the order of their events. What is null is left out.
 */
public final class SimulationFiles implements SimulationSink, Closeable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantText()))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final BufferedWriter events;
    private final BufferedWriter truth;

    /** Opens both, with options such as CREATE_NEW. */
    public SimulationFiles(Path events, Path truth, OpenOption... options) throws IOException {
        this.events = Files.newBufferedWriter(events, StandardCharsets.UTF_8, options);
        this.truth = Files.newBufferedWriter(truth, StandardCharsets.UTF_8, options);
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        write(events, event);
        write(truth, Map.of("cause", cause));
    }

    @Override
    public void incursion(Incursion incursion) {
        write(truth, Map.of("incursion", incursion));
    }

    private static void write(BufferedWriter file, Object line) {
        try {
            file.write(JSON.writeValueAsString(line));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes out what is still in memory: a full disk is told here, if not before. */
    public void flush() throws IOException {
        events.flush();
        truth.flush();
    }

    @Override
    public void close() throws IOException {
        try (truth) {
            events.close();
        }
    }

    /**
     * Reads both files back, in one pass.
     *
     * @throws CommandFailure exit 1 if they do not belong together or are cut short; the line is named
     */
    public static void read(Path events, Path truth, SimulationSink sink) throws IOException {
        try (BufferedReader eventLines = Files.newBufferedReader(events);
                BufferedReader truthLines = Files.newBufferedReader(truth)) {
            long number = 0;
            for (String line = eventLines.readLine(); line != null; line = eventLines.readLine()) {
                number++;
                SimulatedEvent event = parse(line, SimulatedEvent.class, events, number);
                Cause cause = cause(truthLines, truth, sink);
                if (cause == null || !cause.eventId().equals(event.id())) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            truth + " does not belong to " + events + ": expected the cause of event " + event.id()
                                    + " (line " + number + "), found "
                                    + (cause == null ? "the end of the file" : "that of " + cause.eventId())
                                    + ". Simulate both in one run.");
                }
                sink.event(event, cause);
            }
            Cause left = cause(truthLines, truth, sink);
            if (left != null) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        events + " ends before " + truth + ", which goes on with the cause of " + left.eventId()
                                + ". Simulate both in one run.");
            }
        }
    }

    private static @Nullable Cause cause(BufferedReader lines, Path file, SimulationSink sink) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode node = parse(line, JsonNode.class, file, 0);
            if (node.has("cause")) {
                return JSON.treeToValue(node.get("cause"), Cause.class);
            }
            sink.incursion(JSON.treeToValue(node.path("incursion"), Incursion.class));
        }
        return null;
    }

    private static <T> T parse(String line, Class<T> type, Path file, long number) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    file + (number > 0 ? ", line " + number : "") + ", is not what 'simulate' writes: "
                            + e.getOriginalMessage());
        }
    }

    private static final class InstantText extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        private InstantText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Instant.parse(parser.getText());
        }
    }
}

package org.amurwatch.producer.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.producer.publish.EventSink;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Assumptions;
import picocli.CommandLine;

/** Runs a command that imports tables, against brokers in memory, and keeps what it publishes and says. */
public final class ImportRun {

    public static final Instant NOW = Instant.parse("2026-11-27T06:18:44.123Z");

    private final BiFunction<SinkFactory, Clock, Object> maker;
    private final List<SpecificRecord> published = new ArrayList<>();
    private String out = "";
    private String err = "";
    private boolean opened;
    private boolean paced;

    /** @param maker makes the command */
    public ImportRun(BiFunction<SinkFactory, Clock, Object> maker) {
        this.maker = maker;
    }

    /** Stands for the brokers; close without flush would lose records. */
    private final class Brokers implements EventSink {

        private int unflushed;

        private void add(SpecificRecord event) {
            published.add(event);
            unflushed++;
        }

        @Override
        public void publish(Sighting sighting) {
            add(sighting);
        }

        @Override
        public void publish(PoachingAlert alert) {
            add(alert);
        }

        @Override
        public void publish(Deployment deployment) {
            add(deployment);
        }

        @Override
        public void publish(PatrolPosition position) {
            add(position);
        }

        @Override
        public void publish(PrivateDetails details) {
            add(details);
        }

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public void close() {
            if (unflushed > 0) {
                throw new AssertionError(unflushed + " records were given up without an acknowledgement");
            }
        }
    }

    /** Runs the command and gives its exit code. What earlier runs published is forgotten. */
    public int run(Object... arguments) {
        published.clear();
        opened = false;
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        CommandLine line = CommandLines.of(maker.apply(
                (connection, clock, isPaced) -> {
                    opened = true;
                    paced = isPaced;
                    return new Brokers();
                },
                Clock.fixed(NOW, ZoneOffset.UTC)));
        line.setOut(new PrintWriter(outWriter, true)).setErr(new PrintWriter(errWriter, true));
        int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        out = outWriter.toString();
        err = errWriter.toString();
        return code;
    }

    public List<SpecificRecord> published() {
        return List.copyOf(published);
    }

    public List<PoachingAlert> alerts() {
        return published.stream()
                .filter(PoachingAlert.class::isInstance)
                .map(PoachingAlert.class::cast)
                .toList();
    }

    public List<Sighting> sightings() {
        return published.stream()
                .filter(Sighting.class::isInstance)
                .map(Sighting.class::cast)
                .toList();
    }

    /** Whether the way to the brokers was opened at all. */
    public boolean opened() {
        return opened;
    }

    public boolean paced() {
        return paced;
    }

    public String out() {
        return out;
    }

    public String err() {
        return err;
    }

    /** What it wrote with {@code --output json}. */
    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one reason why rows were rejected. */
    public String onlyReason() {
        JsonNode rejected = json().path("rejected");
        if (rejected.size() != 1) {
            throw new AssertionError("Expected one rejected row, got " + rejected);
        }
        return rejected.path(0).path("row").asLong() + ": "
                + rejected.path(0).path("reason").asText();
    }

    /** A folder of real data beside the checkout; the test is skipped where there is none. */
    public static Path real(String name) {
        String stated = System.getenv("AMURWATCH_SHARED_DATA");
        return Stream.concat(
                        Stream.ofNullable(stated).map(Path::of),
                        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                                .map(parent -> parent.resolve("shared").resolve("data")))
                .map(data -> data.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("The real data set " + name
                        + " is not there: set AMURWATCH_SHARED_DATA to the folder of them."));
    }
}

package org.amurwatch.producer.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.topic.Connection;
import picocli.CommandLine;

/** Runs one command of reference data against reference data in memory, and keeps what it says. */
final class CommandRun {

    static final Instant NOW = Instant.parse("2026-05-01T02:00:00Z");

    /** Makes a command. */
    interface Maker {
        Object make(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock);
    }

    final FakeReferenceStore store;
    private final Maker maker;
    private String out = "";
    private String err = "";

    CommandRun(Maker maker, FakeReferenceStore store) {
        this.maker = maker;
        this.store = store;
    }

    int run(String... arguments) {
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        CommandLine line = CommandLines.of(maker.make((connection, clock) -> store, Clock.fixed(NOW, ZoneOffset.UTC)));
        line.setOut(new PrintWriter(outWriter, true)).setErr(new PrintWriter(errWriter, true));
        int code = line.execute(arguments);
        out = outWriter.toString();
        err = errWriter.toString();
        return code;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }
}

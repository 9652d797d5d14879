package org.amurwatch.producer.dialect;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.mapping.TypeMapping;

/** What words mean in tests, at a fixed time. */
public final class Dialects {

    public static final Instant NOW = Instant.parse("2026-01-17T06:30:00Z");

    private Dialects() {}

    public static Dialect builtIn(String name) {
        return of(name, TypeMapping.none(), TrackerMapping.none(), new SimpleMeterRegistry());
    }

    public static Dialect of(String name, TypeMapping own, TrackerMapping trackers, MeterRegistry meters) {
        return Dialect.of(
                name,
                TypeMapping.builtIn(name),
                own,
                trackers,
                Purpose.ACTUAL,
                meters,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public static TrackerMapping trackers(Path folder, String yaml) {
        return TrackerMapping.read(file(folder, "trackers.yaml", yaml));
    }

    public static Path file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.amurwatch.producer.dialect;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.mapping.TypeMapping;
import org.amurwatch.record.TrustedRecords;

/**
 * What another system's words mean in this installation.
 *
 * @param reports what its reports mean
 * @param fixes what the fixes of its trackers mean
 */
public record Dialect(ReportMapping reports, FixMapping fixes, Purpose purpose, Clock clock) {

    static {
        TrustedRecords.trust();
    }

    /**
     * As the service makes it.
     *
     * @param way name of the way in, for metrics
     * @param builtIn the mapping that comes with the program
     * @param own which of the operator's files goes before it
     * @throws CommandFailure (wrong usage) if one of the operator's files can't be read
     */
    public static Dialect of(
            HttpParts parts, String way, TypeMapping builtIn, Function<DialectSettings, Optional<Path>> own) {
        DialectSettings settings = parts.options().read(DialectSettings.class);
        return of(
                way,
                builtIn,
                own.apply(settings).map(TypeMapping::read).orElseGet(TypeMapping::none),
                settings.trackers().map(TrackerMapping::read).orElseGet(TrackerMapping::none),
                parts.connection().purpose(),
                parts.metrics(),
                parts.clock());
    }

    /**
     * @param way name of the way in, for metrics
     * @param builtIn the mapping that comes with the program
     * @param own the operator's own, which goes before it
     */
    public static Dialect of(
            String way,
            TypeMapping builtIn,
            TypeMapping own,
            TrackerMapping trackers,
            Purpose purpose,
            MeterRegistry meters,
            Clock clock) {
        DialectTally tally = new DialectTally(meters, way);
        ReportMapping reports =
                new ReportMapping(own.over(builtIn).over(TypeMapping.builtIn("species")), purpose, tally);
        return new Dialect(reports, new FixMapping(trackers, reports, purpose, tally), purpose, clock);
    }
}

package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.amurwatch.cli.InstantOption;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which events are wanted; a picocli mixin. */
final class EventFilterOptions {

    private static final List<String> TYPES = List.of("sighting", "poaching-alert");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Observed then or later: a date (its first moment in UTC), or a time with its offset.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Observed before then; likewise.")
    private @Nullable Instant until;

    @Option(names = "--territory", paramLabel = "ID", description = "Of one territory.")
    private @Nullable String territory;

    @Option(names = "--type", paramLabel = "TYPE", description = "sighting or poaching-alert (default: both).")
    private @Nullable String type;

    @Option(names = "--species", paramLabel = "NAME", description = "Sightings of one species, by its scientific name.")
    private @Nullable String species;

    @Option(names = "--source", paramLabel = "NAME", description = "Of one source.")
    private @Nullable String source;

    /** @throws CommandFailure (wrong usage) if they can't be right together */
    EventFilter filter() {
        if (from != null && until != null && !from.isBefore(until)) {
            throw CommandFailure.usage(
                    "--from (" + from + ") is not before --until (" + until + "): nothing lies between.");
        }
        String wantedType = type == null ? null : type.toLowerCase(Locale.ROOT);
        if (wantedType != null && !TYPES.contains(wantedType)) {
            throw CommandFailure.usage("--type is sighting or poaching-alert; got '" + type + "'.");
        }
        if (species != null && "poaching-alert".equals(wantedType)) {
            throw CommandFailure.usage("--species is of sightings: with --type poaching-alert nothing is left.");
        }
        return new EventFilter(from, until, territory, wantedType, species, source);
    }
}

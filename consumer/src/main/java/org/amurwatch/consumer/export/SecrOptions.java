package org.amurwatch.consumer.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amurwatch.consumer.read.DateOption;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code export secr}; a picocli mixin. */
final class SecrOptions {

    @Option(names = "--species", required = true, paramLabel = "NAME", description = "Scientific name.")
    private String species;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First day whose night counts. A night goes from noon to noon.")
    private LocalDate from;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First day whose night does not count any more.")
    private LocalDate until;

    @Option(
            names = "--nights",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Nights of an occasion (default: ${DEFAULT-VALUE}); a last one that would be shorter is left out.")
    private int nights;

    @Option(
            names = "--time-zone",
            required = true,
            paramLabel = "ZONE",
            description = "Where it is noon, such as Asia/Vladivostok.")
    private String timeZone;

    @Option(names = "--source", paramLabel = "NAME", description = "Of one source (default: of all).")
    private @Nullable String source;

    /** @throws CommandFailure (wrong usage) if they can't be right */
    SecrExport.Wanted wanted() {
        try {
            return new SecrExport.Wanted(species, new Occasions(from, until, nights, ZoneId.of(timeZone)), source);
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    "--time-zone '" + timeZone + "' is none; expected for instance Asia/Vladivostok.");
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage() + " Look at --from, --until and --nights.");
        }
    }

    /** All of them, as the command line says it. */
    String words() {
        return "secr --species " + species + " --from " + from + " --until " + until + " --nights " + nights
                + " --time-zone " + timeZone + (source == null ? "" : " --source " + source);
    }
}

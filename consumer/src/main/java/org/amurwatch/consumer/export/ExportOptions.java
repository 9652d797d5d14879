package org.amurwatch.consumer.export;

import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all exports have; a picocli mixin. */
final class ExportOptions {

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to: a folder that is new or empty, or in which the same export was interrupted.")
    Path to;

    @Option(
            names = "--precision",
            required = true,
            paramLabel = "exact|DEGREES",
            converter = PrecisionOption.class,
            description =
                    "How exact places are: exact (asks for --who), or the size of the cells in degrees: 0.001, 0.01, 0.1"
                            + " or 1.")
    ExportPrecision precision;

    @Option(
            names = "--who",
            paramLabel = "ROLE",
            description = "Role or pseudonym of who is given exact places; it is written to audit.access first.")
    private @Nullable String who;

    @Option(
            names = "--at-offsets",
            paramLabel = "FILE",
            description = "Read up to the offsets in this file (" + ExportOffsets.FILE
                    + " of another export): the same again, byte for byte.")
    private @Nullable Path atOffsets;

    /** What is asked for; {@code format} are the words for all that the format's own options say. */
    ExportRun.Request request(String format) {
        if (precision == ExportPrecision.EXACT && (who == null || who.isBlank())) {
            throw CommandFailure.usage(
                    "--precision exact gives exact places to somebody: say to whom with --who, by a role"
                            + " or a pseudonym. It is written down.");
        }
        if (precision != ExportPrecision.EXACT && who != null) {
            throw CommandFailure.usage("--who is for --precision exact: cells are not written down.");
        }
        return new ExportRun.Request(
                format + " --precision " + precision.label(),
                to,
                atOffsets == null ? null : ExportOffsets.read(atOffsets),
                precision == ExportPrecision.EXACT ? who : null);
    }

    /**
     * How exact the export is.
     *
     * @throws CommandFailure (wrong usage) if a setting is missing for it
     */
    Disclosure disclosure(ExportSettings settings) {
        if (precision == ExportPrecision.EXACT) {
            return Disclosure.EXACT;
        }
        String secret = settings.pseudonymSecret()
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> CommandFailure.usage(
                        "With cells in place of exact places, names of stations, cameras and individuals are replaced too,"
                                + " and that needs a secret: set amurwatch.exports.pseudonym-secret to a text of your own, and"
                                + " keep it."));
        return new CellDisclosure(new DecimalCells(precision.grid()), secret);
    }
}

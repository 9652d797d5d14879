package org.amurwatch.producer.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.StatedTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every import of tables of rows can be asked; a picocli mixin. */
public final class TableImportOptions {

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "The tables: files, plain or gzipped, or folders or zips of them.")
    List<Path> paths = List.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "Name of the source, kept for good: it and the id are an event's identity (default: see the format).")
    @Nullable
    String source;

    @Option(
            names = "--revision",
            paramLabel = "TIME",
            description =
                    "When the statements were made, where the rows don't say: of two about one event the later one holds"
                            + " (default: when the file was written).")
    @Nullable
    String revision;

    @Option(names = "--dry-run", description = "Read it all, say what would be published and which rows can't be used.")
    boolean dryRun;

    @Option(
            names = "--purpose",
            description = "Purpose of the events: ${COMPLETION-CANDIDATES} (default: the system's).")
    @Nullable
    Purpose purpose;

    @Option(
            names = "--no-pacing",
            description = "Send as fast as the brokers take it, though live reports then wait behind the import.")
    boolean noPacing;

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "Between cells (default: comma, semicolon or tabulator, whichever the header has most of).")
    @Nullable
    Character delimiter;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "utf-8",
            description = "Encoding of the text, such as windows-1251 (default: ${DEFAULT-VALUE}).")
    String encoding = "utf-8";

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat output = OutputFormat.TABLE;

    /** The files and folders, as given. */
    public List<Path> paths() {
        return paths;
    }

    /** How the tables are written. */
    public TableForm form() {
        try {
            return new TableForm(delimiter, '"', Charset.forName(encoding), Set.of());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw CommandFailure.usage(
                    "--encoding " + encoding + " is not known here; expected for instance utf-8 or windows-1251.");
        }
    }

    @Nullable
    Instant statedRevision() {
        try {
            return revision == null ? null : StatedTime.parse(revision);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--revision " + e.getMessage());
        }
    }
}

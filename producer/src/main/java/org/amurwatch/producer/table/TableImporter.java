package org.amurwatch.producer.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Model.CommandSpec;

/** What every command that imports tables of rows does, whatever their format. */
public final class TableImporter {

    private final SinkFactory sinks;
    private final Clock clock;

    public TableImporter(SinkFactory sinks, Clock clock) {
        this.sinks = sinks;
        this.clock = clock;
    }

    /** Imports all tables that the options name, and writes the summary to the command's output. Gives the exit code. */
    public int run(
            CommandSpec spec,
            ConnectionOptions settings,
            Connection connection,
            TableImportOptions options,
            String defaultSource,
            RowReading reading) {
        List<StoredFiles> opened = new ArrayList<>();
        try {
            List<TableFile> tables = new ArrayList<>();
            for (Path path : options.paths) {
                StoredFiles files = StoredFiles.open(path);
                opened.add(files);
                tables.addAll(files.tables());
            }
            return run(spec, settings, connection, options, defaultSource, tables, reading);
        } finally {
            opened.forEach(TableImporter::close);
        }
    }

    /** As above, for tables that the command chose itself. */
    public int run(
            CommandSpec spec,
            ConnectionOptions settings,
            Connection connection,
            TableImportOptions options,
            String defaultSource,
            List<TableFile> tables,
            RowReading reading) {
        TableImport.Request request = new TableImport.Request(
                tables,
                options.form(),
                options.source == null ? defaultSource : options.source,
                options.purpose == null ? connection.purpose() : options.purpose,
                options.statedRevision(),
                options.dryRun,
                Path.of(settings.read(ImportSettings.class).workFolder().orElse(System.getProperty("java.io.tmpdir"))));
        TableImport tableImport = new TableImport(
                () -> sinks.open(connection, clock, !options.noPacing),
                clock,
                ShownProgress.on(spec.commandLine().getErr()));
        try (TableSummary summary = tableImport.run(request, reading)) {
            new SummaryWriter(spec.commandLine().getOut(), options.output).write(summary);
            return summary.rejected().count() > 0 ? ExitCode.DONE_IN_PART : ExitCode.DONE;
        }
    }

    private static void close(StoredFiles files) {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't close " + files, e);
        }
    }
}

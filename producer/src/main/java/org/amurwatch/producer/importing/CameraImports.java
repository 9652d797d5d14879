package org.amurwatch.producer.importing;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.table.ImportSettings;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.ShownProgress;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.table.SummaryWriter;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;

/** Runs the imports of cameras' observations that commands ask for. */
public final class CameraImports {

    private final SinkFactory sinks;
    private final Clock clock;

    public CameraImports(SinkFactory sinks, Clock clock) {
        this.sinks = sinks;
        this.clock = clock;
    }

    /**
     * What is imported.
     *
     * @param path where it lies
     * @param source whose it is; null: as the package says
     * @param opener opens it, given a folder for temporary files
     */
    public record Job(Path path, @Nullable String source, Function<Path, ? extends CameraPackage> opener) {}

    /** Imports as a command does: shows progress and the summary, and gives the exit code. */
    public int run(
            Job job,
            ConnectionOptions connectionOptions,
            PackageImportOptions options,
            PrintWriter out,
            PrintWriter err) {
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        ImportSettings settings = connectionOptions.read(ImportSettings.class);
        try (ImportSummary summary = run(job, connection, settings, options, ShownProgress.on(err))) {
            new SummaryWriter(out, options.output).write(summary);
            return summary.hasRejected() ? ExitCode.DONE_IN_PART : ExitCode.DONE;
        }
    }

    /** Imports. The summary is to be closed. */
    public ImportSummary run(
            Job job, Connection connection, ImportSettings settings, PackageImportOptions options, Progress progress) {
        Path workFolder = Path.of(settings.workFolder().orElse(System.getProperty("java.io.tmpdir")));
        CamtrapImport.Request request = options.request(
                job.path(), job.source(), connection, settings.pseudonymSecret().orElse(""), workFolder);
        try (CameraPackage cameraPackage = job.opener().apply(workFolder)) {
            return new CamtrapImport(
                            new TopicPublishedEvents(connection),
                            () -> sinks.open(connection, clock, !options.noPacing),
                            clock,
                            progress)
                    .run(cameraPackage, request);
        }
    }
}

package org.amurwatch.producer.cameraresult;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.importing.CameraImports;
import org.amurwatch.producer.importing.ImportSummary;
import org.amurwatch.producer.table.ImportSettings;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.producer.table.SummaryWriter;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code watch-folder FOLDER}. */
@Command(
        name = "watch-folder",
        description = {
            "Imports results of MegaDetector and SpeciesNet as they are laid into a folder, until it is stopped.",
            "A file named .json is taken once it grows no more, and moved to 'done' with its summary, or to 'failed' with the"
                    + " reason. Write it under another name (.part) and rename it, and it is never taken half."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./amurwatch watch-folder /srv/results --source ridge --deployments /srv/deployments.csv"
                    + " --time-zone Asia/Vladivostok"
        })
public final class WatchFolderCommand implements Callable<Integer> {

    private final CameraImports imports;

    @Parameters(paramLabel = "FOLDER", description = "The folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How often it is looked at; a file that is the same twice is whole (default: ${DEFAULT-VALUE}).")
    private int intervalSeconds = 10;

    @Option(names = "--once", description = "Take what is there, and end.")
    private boolean once;

    @Mixin
    private ConnectionOptions connectionOptions = new ConnectionOptions();

    @Mixin
    private ResultsOptions options = new ResultsOptions();

    @Spec
    private CommandSpec spec;

    public WatchFolderCommand(SinkFactory sinks, Clock clock) {
        this.imports = new CameraImports(sinks, clock);
    }

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        if (intervalSeconds < 1) {
            throw CommandFailure.usage("--interval " + intervalSeconds + " is less than a second.");
        }
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage("There is no folder " + folder + ".");
        }
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        ImportSettings settings = connectionOptions.read(ImportSettings.class);
        PrintWriter err = spec.commandLine().getErr();
        WatchedFolder watched = new WatchedFolder(folder, file -> take(file, connection, settings), sentence -> {
            err.println(sentence);
            err.flush();
        });
        watched.look();
        do {
            TimeUnit.SECONDS.sleep(intervalSeconds);
        } while (watched.look() > 0 || !once);
        return ExitCode.DONE;
    }

    private String take(Path file, Connection connection, ImportSettings settings) {
        try (ImportSummary summary =
                imports.run(options.job(file, null), connection, settings, options.common, Progress.SILENT)) {
            StringWriter text = new StringWriter();
            new SummaryWriter(new PrintWriter(text), OutputFormat.JSON).write(summary);
            return text.toString();
        } catch (RuntimeException e) {
            throw CommandLines.tell(e);
        }
    }
}

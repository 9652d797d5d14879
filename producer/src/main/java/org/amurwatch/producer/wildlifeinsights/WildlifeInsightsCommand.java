package org.amurwatch.producer.wildlifeinsights;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.importing.CameraImports;
import org.amurwatch.producer.importing.PackageImportOptions;
import org.amurwatch.producer.table.SinkFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import wildlife-insights PATH}. */
@Command(
        name = "wildlife-insights",
        description = {
            "Imports an export of Wildlife Insights: deployments, animals as sightings, people and vehicles as poaching alerts"
                    + " without suspicion.",
            "An export is a snapshot of its deployments: what it states otherwise than the last one is corrected, and what it"
                    + " states no more is withdrawn."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./amurwatch import wildlife-insights wi-export.zip --time-zone Asia/Vladivostok --dry-run"
        })
public final class WildlifeInsightsCommand implements Callable<Integer>, Subcommand {

    private final CameraImports imports;

    @Parameters(paramLabel = "PATH", description = "The export: a folder or zip with deployments.csv and images.csv.")
    private Path path = Path.of("");

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "What the cameras' clocks showed, such as Asia/Vladivostok: the export does not say it.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Name of the source (default: wildlife-insights- and the project's id).")
    private @Nullable String source;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private PackageImportOptions options = new PackageImportOptions();

    @Spec
    private CommandSpec spec;

    public WildlifeInsightsCommand(SinkFactory sinks, Clock clock) {
        this.imports = new CameraImports(sinks, clock);
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        ZoneId stated = zone;
        if (stated == null) {
            throw CommandFailure.usage(
                    "Times in an export of Wildlife Insights have no zone, so each could be any of 24 hours:"
                            + " say what the cameras' clocks showed with --time-zone, such as --time-zone Asia/Vladivostok.");
        }
        return imports.run(
                new CameraImports.Job(path, source, workFolder -> WildlifeInsightsExport.open(path, stated)),
                connection,
                options,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}

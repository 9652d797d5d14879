package org.amurwatch.producer.cameraresult;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.importing.CameraImports;
import org.amurwatch.producer.table.SinkFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import megadetector FILE}. */
@Command(
        name = "megadetector",
        description = {
            "Imports results of MegaDetector (JSON): people and vehicles as poaching alerts without suspicion, animals as"
                    + " sightings that nobody identified.",
            "What a file states is new, or corrects what was stated before; it can be repeated safely. Paths and names of"
                    + " pictures go no further than this command."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./amurwatch import megadetector results.json --source ridge --deployments deployments.csv"
                    + " --images /cards/2026-11 --time-zone Asia/Vladivostok --dry-run"
        })
public final class MegaDetectorCommand implements Callable<Integer>, Subcommand {

    private final CameraImports imports;

    @Parameters(paramLabel = "FILE", description = "The results file.")
    private Path file = Path.of("");

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private ResultsOptions options = new ResultsOptions();

    @Spec
    private CommandSpec spec;

    public MegaDetectorCommand(SinkFactory sinks, Clock clock) {
        this.imports = new CameraImports(sinks, clock);
    }

    @Override
    public String parent() {
        return "import";
    }

    @Override
    public Integer call() {
        options.check();
        return imports.run(
                options.job(file, Form.MEGADETECTOR),
                connection,
                options.common,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}

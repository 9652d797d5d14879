package org.amurwatch.consumer.dossier;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.PublicKeyOption;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.signature.SignedZipCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code incidents verify FILE.zip}: whether a dossier is as it was signed. */
@Command(
        name = "verify",
        description = "Says whether a file of 'incidents export' is as it was signed: names each file in it that was"
                + " changed, added or left out. Needs no brokers. Exit code 1: it is not.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch incidents verify case.zip --public-key park.pem"})
public final class VerifyDossierCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PublicKeyOption trusted;

    @Parameters(paramLabel = "FILE.zip", description = "The file.")
    private Path file;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "incidents";
    }

    @Override
    public Integer call() {
        SignedZipCheck.Result result = SignedZipCheck.check(file, trusted.key());
        boolean whole = result.faults().isEmpty();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("file", file.toString());
        row.put("whole", whole);
        row.put("files", result.files());
        row.put("incidentId", result.about().path("incidentId").asText(null));
        row.put("exportedAt", result.about().path("exportedAt").asText(null));
        row.put("exportedBy", result.about().path("exportedBy").asText(null));
        row.put("fingerprint", result.fingerprint());
        row.put("faults", format == OutputFormat.JSON ? result.faults() : String.join(" ", result.faults()));
        new Output(spec.commandLine().getOut(), format).object(row);
        spec.commandLine()
                .getErr()
                .println((whole ? "It is as it was signed." : "It is NOT as it was signed.") + trusted.caution());
        return whole ? ExitCode.DONE : ExitCode.FAILED;
    }
}

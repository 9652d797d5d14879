package org.amurwatch.producer.confidential;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code confidential key create}: the pair of keys of a handler. */
@Command(name = "key", description = "The pair of keys of a handler.", mixinStandardHelpOptions = true)
public final class KeyCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "create",
            description = {
                "Makes a handler's pair of keys: the private one, which opens reports, encrypted by a passphrase, and the"
                        + " public one beside it (.pub), which seals them.",
                "Asks no broker. Whoever loses the private key or its passphrase has lost what was sealed for it: keep a"
                        + " copy apart."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch confidential key create --out handler.key"})
    int create(
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "The private key; must not be there yet.")
                    Path out,
            @Option(
                            names = "--passphrase-file",
                            paramLabel = "FILE",
                            description = "Holds the passphrase in its first line (default: the terminal is asked).")
                    @Nullable
                    Path passphraseFile,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat output) {
        ECKey made = HandlerKeyFile.create(out, Passphrase.choose(passphraseFile));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", made.getKeyID());
        shown.put("private", out.toString());
        shown.put("public", HandlerKeyFile.publicFile(out).toString());
        new Output(spec.commandLine().getOut(), output).object(shown);
        return ExitCode.DONE;
    }
}

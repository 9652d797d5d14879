package org.amurwatch.producer.erase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.amurwatch.cli.PublicKeyOption;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code erase verify RECEIPT}: whether a receipt is as it was signed. */
@Command(
        name = "verify",
        description =
                "Says whether a receipt of 'erase' is as it was signed. Needs no brokers. Exit code 1: it is not.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch erase verify erased.json --public-key park.pem"})
final class VerifyErasureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PublicKeyOption trusted;

    @Parameters(paramLabel = "RECEIPT", description = "The receipt; its signature lies beside it as RECEIPT.sig.")
    private Path file;

    @Override
    public Integer call() {
        boolean whole;
        try {
            whole = ErasureReceipt.isAsSigned(file, trusted.key());
        } catch (IOException e) {
            throw CommandFailure.usage("The receipt " + file + ", or its signature " + ErasureReceipt.signatureOf(file)
                    + ", can't be read: " + e.getMessage() + ".");
        }
        spec.commandLine()
                .getOut()
                .println((whole ? "It is as it was signed." : "It is NOT as it was signed.") + trusted.caution());
        return whole ? ExitCode.DONE : ExitCode.FAILED;
    }
}

package org.amurwatch.cli;

import java.nio.file.Path;
import org.amurwatch.signature.SigningKey;
import picocli.CommandLine.Option;

/** The key by which a command signs what it hands out; a picocli mixin. */
public final class SigningOptions {

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            defaultValue = ".amurwatch/secrets/signing.key",
            description = "Key that signs the file, made where there is none (default: ${DEFAULT-VALUE}).")
    private Path keyFile;

    /** @throws org.amurwatch.failure.CommandFailure if it can't be used */
    public SigningKey key() {
        return SigningKey.at(keyFile);
    }
}

package org.amurwatch.producer.confidential;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a handler's private key; a picocli mixin. */
public final class HandlerKeyOptions {

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The handler's private key. Best kept on the handler's own computer, and nowhere else.")
    private @Nullable Path key;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the key's passphrase in its first line (default: the terminal is asked).")
    private @Nullable Path passphraseFile;

    boolean isGiven() {
        return key != null;
    }

    /** Asks for the passphrase, and opens the key. */
    ECKey read() {
        if (key == null) {
            throw CommandFailure.usage("Opening a report takes the handler's private key: --key FILE.");
        }
        return HandlerKeyFile.readPrivate(key, Passphrase.of(key, passphraseFile));
    }
}

package org.amurwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.signature.PublicSigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key by which a signed file is checked; a picocli mixin. */
public final class PublicKeyOption {

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Public key in PEM of whoever made it, got by another way than the file. Without it, the key"
                    + " that lies in the file is used: that shows no more than that nothing was changed since somebody"
                    + " signed it.")
    private @Nullable Path file;

    /** The key; null where none was named. */
    public @Nullable PublicSigningKey key() {
        if (file == null) {
            return null;
        }
        try {
            return PublicSigningKey.read(Files.readString(file))
                    .orElseThrow(() ->
                            CommandFailure.usage(file + " holds no PUBLIC KEY of Ed25519 in PEM, as public-key.pem of"
                                    + " a signed file has it."));
        } catch (IOException e) {
            throw CommandFailure.usage("The key " + file + " can't be read: " + e.getMessage() + ".");
        }
    }

    /** What is to be said where none was named; empty where one was. */
    public String caution() {
        return file == null
                ? " It was checked by the key that lies in it: compare its fingerprint with that which whoever made it"
                        + " tells you."
                : "";
    }
}

package org.amurwatch.producer.confidential;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** The words that open a private key: from a file or from the terminal, and never from a command line, which every user of a machine may read. */
final class Passphrase {

    private static final int LEAST_LETTERS = 12;

    private Passphrase() {}

    /** One that must hold from now on: long enough, and typed twice on a terminal. In UTF-8. */
    static byte[] choose(@Nullable Path file) {
        byte[] chosen = read(file, "Passphrase for the new key: ");
        if (new String(chosen, StandardCharsets.UTF_8).length() < LEAST_LETTERS) {
            throw CommandFailure.usage(
                    "A passphrase has " + LEAST_LETTERS + " characters at least: five random words are a good one.");
        }
        if (file == null && !Arrays.equals(chosen, read(null, "Once more: "))) {
            throw CommandFailure.usage("That was not the same twice. No key was made.");
        }
        return chosen;
    }

    /** The one of a key that is there. In UTF-8. */
    static byte[] of(Path key, @Nullable Path file) {
        return read(file, "Passphrase of " + key + ": ");
    }

    private static byte[] read(@Nullable Path file, String prompt) {
        if (file != null) {
            try (var lines = Files.lines(file)) {
                return lines.findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
            } catch (IOException | java.io.UncheckedIOException e) {
                throw CommandFailure.usage("Can't read the passphrase from " + file + ": " + e.getMessage());
            }
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw CommandFailure.usage(
                    "There is no terminal to ask for the passphrase: name a file that holds it in its"
                            + " first line, --passphrase-file FILE.");
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        Arrays.fill(typed, ' ');
        return Arrays.copyOf(bytes.array(), bytes.limit());
    }
}

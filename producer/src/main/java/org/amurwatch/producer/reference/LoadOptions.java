package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import picocli.CommandLine.Option;

/** What the {@code load} commands share: how long they wait, and what they say in the end. A picocli mixin. */
public final class LoadOptions {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait until streams-app works with what is loaded (default: ${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    public Duration timeout() {
        if (timeoutSeconds < 0 || timeoutSeconds > 86_400) {
            throw CommandFailure.usage(
                    "--timeout " + timeoutSeconds + " is out of range: expected 0 to 86400 seconds.");
        }
        return Duration.ofSeconds(timeoutSeconds);
    }

    /** Says how a load ended. */
    public static void tell(PrintWriter err, String loaded, Set<String> appliedBy) {
        err.println(
                appliedBy.isEmpty()
                        ? "Loaded " + loaded + ". streams-app does not run: they will be applied when it starts."
                        : "Loaded " + loaded + ", applied by "
                                + (appliedBy.size() == 1
                                        ? "streams-app."
                                        : appliedBy.size() + " instances of streams-app."));
        err.flush();
    }
}

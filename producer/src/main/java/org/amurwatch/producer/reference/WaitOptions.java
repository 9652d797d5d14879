package org.amurwatch.producer.reference;

import java.time.Duration;
import org.amurwatch.failure.CommandFailure;
import picocli.CommandLine.Option;

/** How long commands that change reference data wait until it is in force. A picocli mixin. */
public final class WaitOptions {

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
}

package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the {@code load} commands share: how they load, and what they say in the end. A picocli mixin. */
public final class LoadOptions {

    @Mixin
    private WaitOptions waiting;

    @Option(
            names = "--retire-missing",
            description = "Take out of use what is there and the file does not name; without it, that is left alone.")
    private boolean retireMissing;

    @Option(names = "--dry-run", description = "Read and check the file, say what would change, and publish nothing.")
    private boolean dryRun;

    public boolean retireMissing() {
        return retireMissing;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public Duration timeout() {
        return waiting.timeout();
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

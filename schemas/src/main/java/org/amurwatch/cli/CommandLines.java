package org.amurwatch.cli;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Makes picocli behave as every command of ours does: failures are a sentence on stderr and an exit code. */
public final class CommandLines {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLines.class);

    private CommandLines() {}

    public static CommandLine of(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    CommandFailure told = tell(failure);
                    line.getErr().println(told.getMessage());
                    line.getErr().flush();
                    LOG.debug("Command failed", failure);
                    return told.exitCode();
                });
    }

    /** A failure as a sentence for the user, with its exit code. */
    public static CommandFailure tell(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof CommandFailure told) {
                return told;
            }
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return new CommandFailure(ExitCode.NOT_ALLOWED, "Not allowed: " + cause.getMessage(), failure);
            }
            if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
                return unreachable("the brokers", cause, failure);
            }
            if (cause instanceof java.net.ConnectException || cause instanceof java.net.SocketTimeoutException) {
                return unreachable("the schema registry", cause, failure);
            }
            cause = cause.getCause();
        }
        Throwable shown = failure instanceof ExecutionException || failure instanceof CompletionException
                ? java.util.Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
        LOG.error("Unexpected failure", failure);
        return new CommandFailure(
                ExitCode.FAILED,
                "Failed unexpectedly: " + shown + ". This is a fault of Amur Watch: please report it with the log.",
                failure);
    }

    private static CommandFailure unreachable(String server, Throwable cause, Throwable failure) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "Can't reach " + server + ": " + cause.getMessage()
                        + ". Is the system running ('./amurwatch up') and --bootstrap-servers right?",
                failure);
    }
}

package org.amurwatch.cli;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.record.TrustedRecords;
import org.apache.kafka.common.config.ConfigException;
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

    static {
        TrustedRecords.trust();
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommandLines.class);

    private CommandLines() {}

    /** A command line, and all commands below it, with our ways: how they fail, and what {@code --version} says. */
    public static CommandLine of(Object command) {
        CommandLine commands = new CommandLine(command);
        answerVersion(commands);
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    CommandFailure told = tell(failure);
                    line.getErr().println(told.getMessage());
                    line.getErr().flush();
                    LOG.debug("Command failed", failure);
                    return told.exitCode();
                });
    }

    private static void answerVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(CommandLines::answerVersion);
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
            if (cause instanceof SSLException && hasCause(cause, CertificateException.class)) {
                return new CommandFailure(
                        ExitCode.NOT_ALLOWED,
                        "A server's certificate is not trusted: " + cause.getMessage()
                                + ". It must be valid today, for the host that was asked for, and signed by the authority in"
                                + " ca.crt of the folder that setting amurwatch.security-folder names.",
                        failure);
            }
            if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
                return unreachable("the brokers", "--bootstrap-servers", cause, failure);
            }
            if (cause instanceof ConfigException) {
                return settings(cause, failure);
            }
            if (cause instanceof RestClientException refusal) {
                return registry(refusal, failure);
            }
            if (cause instanceof ConnectException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException) {
                return unreachable("the schema registry", "--registry-url", cause, failure);
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

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static CommandFailure unreachable(String server, String option, Throwable cause, Throwable failure) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "Can't reach " + server + ": " + cause.getMessage() + ". Is the system running ('./amurwatch up') and "
                        + option + " right?",
                failure);
    }

    /** Kafka says by the same exception that a host has no address and that a setting makes no sense. */
    private static CommandFailure settings(Throwable cause, Throwable failure) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No resolvable bootstrap urls")
                ? unreachable("the brokers", "--bootstrap-servers", cause, failure)
                : new CommandFailure(ExitCode.WRONG_USAGE, "A setting can't be used: " + message, failure);
    }

    private static CommandFailure registry(RestClientException refusal, Throwable failure) {
        return switch (refusal.getStatus()) {
            case 401, 403 ->
                new CommandFailure(
                        ExitCode.NOT_ALLOWED,
                        "The schema registry does not allow it: " + refusal.getMessage(),
                        failure);
            case 404 ->
                new CommandFailure(
                        ExitCode.FAILED,
                        "The schema registry does not know a schema: " + refusal.getMessage()
                                + ". Run './amurwatch schemas register' first.",
                        failure);
            default ->
                new CommandFailure(ExitCode.FAILED, "The schema registry refuses: " + refusal.getMessage(), failure);
        };
    }
}

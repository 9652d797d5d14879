package org.amurwatch.producer.publish;

import java.io.IOException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence, with its exit code, why a record could not be published and what to do. */
final class PublishFailures {

    private static final String RUNNING = " Is the system running ('./amurwatch up')";

    private final String bootstrapServers;
    private final String registryUrl;

    PublishFailures(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** Why the brokers did not take a record of a topic. */
    CommandFailure sentence(String topic, Throwable problem) {
        @Nullable Throwable cause = problem;
        while (cause != null) {
            CommandFailure known = known(topic, cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return new CommandFailure(
                ExitCode.FAILED, "The brokers did not take a record of " + topic + ": " + problem, problem);
    }

    private @Nullable CommandFailure known(String topic, Throwable cause) {
        if (cause instanceof CommandFailure told) {
            return told;
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return new CommandFailure(
                    ExitCode.NOT_ALLOWED, "Not allowed to write to " + topic + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers have no topic " + topic + ": run './amurwatch topics create' first.",
                    cause);
        }
        if (cause instanceof NotEnoughReplicasException || cause instanceof NotEnoughReplicasAfterAppendException) {
            return new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "Too few brokers run to keep a record of " + topic
                            + " safe: start the missing ones, then run this again.",
                    cause);
        }
        if (cause instanceof TimeoutException
                || cause instanceof DisconnectException
                || cause instanceof NetworkException) {
            return new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The brokers at " + bootstrapServers + " can't be reached or have no topic " + topic + ": "
                            + sentence(cause) + RUNNING + " and --bootstrap-servers right?",
                    cause);
        }
        if (cause instanceof InvalidTimestampException) {
            return new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers refuse the time of this machine, more than an hour ahead of theirs: set its clock right.",
                    cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new CommandFailure(
                    ExitCode.FAILED,
                    "A record is larger than " + topic + " takes: " + cause.getMessage()
                            + " Publish less in one record.",
                    cause);
        }
        return null;
    }

    /** Kafka ends some of its messages with a full stop. */
    private static String sentence(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    /** Why a value could not be written by the registry's schema. */
    CommandFailure unserialised(String topic, Throwable problem) {
        @Nullable Throwable cause = problem;
        while (cause != null) {
            if (cause instanceof CommandFailure told) {
                return told;
            }
            if (cause instanceof IOException) {
                return new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "Can't reach the schema registry at " + registryUrl + ": " + sentence(cause) + RUNNING
                                + " and --registry-url right?",
                        problem);
            }
            String message = String.valueOf(cause.getMessage());
            if (message.contains("error code: 40401")
                    || message.contains("error code: 40402")
                    || message.contains("error code: 40403")) {
                return new CommandFailure(
                        ExitCode.FAILED,
                        "The schema of " + topic + " is not registered at " + registryUrl
                                + ": run './amurwatch schemas register' first.",
                        problem);
            }
            cause = cause.getCause();
        }
        return new CommandFailure(
                ExitCode.FAILED, "A record of " + topic + " can't be written by its schema: " + problem, problem);
    }
}

package org.amurwatch.streams.operation;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dead-letters list} and {@code dead-letters replay}. */
@Command(
        name = "dead-letters",
        description = "Shows the records that could not be used and why, or puts them back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch dead-letters list --output json",
            "          ./amurwatch dead-letters replay --offset 3"
        })
public final class DeadLettersCommand {

    private static final List<String> COLUMNS =
            List.of("offset", "reason", "explanation", "step", "origin", "time", "key", "replayed");

    /** Whose dead letters. */
    enum Application {
        DECISIONS(Topics.DECISIONS_DEAD_LETTERS.name()),
        RECORDS(Topics.RECORDS_DEAD_LETTERS.name());

        private final String topic;

        Application(String topic) {
            this.topic = topic;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--application",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            defaultValue = "decisions",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Application application;

    @Option(
            names = "--output",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Command(name = "list", description = "Shows the dead letters, oldest first.", mixinStandardHelpOptions = true)
    int list() {
        List<DeadLetter> letters = DeadLetters.read(connection.connect(Party.OPERATOR), application.topic);
        new Output(spec.commandLine().getOut(), format)
                .rows(COLUMNS, letters.stream().map(DeadLettersCommand::row).toList());
        return ExitCode.DONE;
    }

    @Command(
            name = "replay",
            description = {
                "Puts dead letters back to the topics that they failed on, unchanged and with the time at which they were"
                        + " received. Do so once the cause is mended; what fails again is a dead letter again.",
                "Exit 3 if some could not be put back."
            },
            mixinStandardHelpOptions = true)
    int replay(
            @Option(names = "--all", description = "All that were not put back before.") boolean all,
            @Option(
                            names = "--offset",
                            paramLabel = "N",
                            arity = "1..*",
                            description = "Those at these offsets ('list' shows them), also if put back before.")
                    @Nullable
                    List<Long> offsets) {
        if (all == (offsets != null)) {
            throw CommandFailure.usage("Say which dead letters to put back: either --all or --offset N.");
        }
        Set<Long> asked = offsets == null ? Set.of() : new HashSet<>(offsets);
        Connection connected = connection.connect(Party.OPERATOR);
        List<DeadLetter> letters = DeadLetters.read(connected, application.topic);
        List<DeadLetter> chosen = DeadLetterReplay.chosen(letters, asked);
        refuseUnknown(asked, chosen);
        int putBack = chosen.isEmpty() ? 0 : putBack(connected, chosen);

        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("putBack", putBack);
        summary.put("notPutBack", chosen.size() - putBack);
        summary.put(
                "putBackBefore", letters.stream().filter(DeadLetter::replayed).count());
        new Output(spec.commandLine().getOut(), format).object(summary);
        return putBack == chosen.size() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
    }

    private void refuseUnknown(Set<Long> asked, List<DeadLetter> chosen) {
        Set<Long> unknown = new HashSet<>(asked);
        chosen.forEach(letter -> unknown.remove(letter.raw().offset()));
        if (!unknown.isEmpty()) {
            throw CommandFailure.usage("No dead letter of " + application + " stands at offset "
                    + unknown.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                    + ": './amurwatch dead-letters list' shows which there are. Nothing was put back.");
        }
    }

    private int putBack(Connection connected, List<DeadLetter> chosen) {
        PrintWriter err = spec.commandLine().getErr();
        Set<String> topics = topics(connected);
        int done = 0;
        try (Producer<byte[], byte[]> producer = producer(connected)) {
            DeadLetterReplay replay = new DeadLetterReplay(producer);
            for (DeadLetter letter : chosen) {
                if (topics.contains(letter.context().getTopic())) {
                    replay.putBack(letter);
                    done++;
                } else {
                    // Asking a producer for it could make it.
                    err.println("Offset " + letter.raw().offset() + " was not put back: the brokers have no topic "
                            + letter.context().getTopic() + " any more.");
                }
            }
        }
        err.flush();
        return done;
    }

    private static Set<String> topics(Connection connected) {
        try (Admin admin = connected.admin()) {
            return admin.listTopics().names().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("The brokers can't say which topics they have.", e.getCause());
        }
    }

    private static Producer<byte[], byte[]> producer(Connection connected) {
        Map<String, Object> settings = connected.clientSettings();
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.putIfAbsent("max.block.ms", 15_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, @Nullable Object> row(DeadLetter letter) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("offset", letter.raw().offset());
        row.put("reason", letter.context().getReason().name());
        row.put("explanation", letter.context().getExplanation());
        row.put("step", letter.context().getStep());
        row.put("origin", letter.origin());
        row.put("time", letter.context().getTimestamp().toString());
        row.put("key", letter.key());
        row.put("replayed", letter.replayed());
        return row;
    }
}

package org.amurwatch.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Cleanup;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicAdmin;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics create} and {@code topics describe}. */
@Command(
        name = "topics",
        description = "Creates the topics, or describes them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch topics create --partitions 12 --replication-factor 3"})
public final class TopicsCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "create",
            description = "Creates the topics that do not exist yet.",
            mixinStandardHelpOptions = true)
    int create(@Mixin ConnectionOptions connection, @Mixin NewTopicOptions topics) {
        try (Admin admin = connection.connect(Party.ADMIN).admin()) {
            List<String> created = topics.create(new TopicAdmin(admin), Topics.all());
            spec.commandLine()
                    .getErr()
                    .println("Created " + created.size() + " topics; "
                            + (Topics.all().size() - created.size()) + " were there.");
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "describe",
            description =
                    "Lists every topic: what it holds, who writes and reads it, and how it stands on the brokers.",
            mixinStandardHelpOptions = true)
    int describe(
            @Mixin ConnectionOptions connection,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format,
            @Option(names = "--catalogue", description = "The catalogue alone: asks no broker.") boolean catalogue) {
        Map<String, TopicDescription> found = Map.of();
        if (!catalogue) {
            try (Admin admin = connection.connect(Party.OPERATOR).admin()) {
                found = new TopicAdmin(admin).describe();
            }
        }
        Map<String, TopicDescription> described = found;
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        List.of("topic", "partitions", "key", "value", "cleanup", "writers", "readers", "meaning"),
                        Topics.all().stream()
                                .map(topic -> row(topic, described.get(topic.name())))
                                .toList());
        return ExitCode.DONE;
    }

    private static Map<String, @Nullable Object> row(Topic<?> topic, @Nullable TopicDescription found) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("topic", topic.name());
        row.put("partitions", found == null ? null : found.partitions().size());
        row.put("key", topic.key());
        row.put(
                "value",
                topic.valueType() == null ? "as it was" : topic.valueType().getSimpleName());
        row.put(
                "cleanup",
                topic.retention() == null
                        ? topic.cleanup().name().toLowerCase(Locale.ROOT)
                        : (topic.cleanup() == Cleanup.COMPACT_DELETE ? "compact, delete " : "delete ")
                                + topic.retention().toDays() + " d");
        row.put("writers", names(topic.writers()));
        row.put("readers", names(topic.readers()));
        row.put("meaning", topic.meaning());
        return row;
    }

    private static String names(Set<Party> parties) {
        return parties.stream()
                .sorted()
                .map(party -> party.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}

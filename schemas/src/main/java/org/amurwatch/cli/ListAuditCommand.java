package org.amurwatch.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit list}: who saw or exported exact positions on the dashboard. */
@Command(
        name = "list",
        description = "Lists who saw or exported exact positions on the dashboard, oldest first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch audit list --from 2026-01-31 --who anna",
            "          ./amurwatch audit list --output csv"
        })
public final class ListAuditCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "1970-01-01",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            converter = InstantOption.class,
            description = "What was given from then on: a date (UTC), or a time with its offset.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "What was given before then.")
    private @Nullable Instant to;

    @Option(names = "--who", paramLabel = "NAME", description = "What was given to one.")
    private @Nullable String who;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "audit";
    }

    @Override
    public Integer call() {
        Connection connected = connection.connect(Party.OPERATOR);
        // An entry that was written twice is the same twice.
        Map<String, AccessEntry> entries = new LinkedHashMap<>();
        try (Deserializer<AccessEntry> deserializer = connected.serdes().deserializer(Topics.ACCESS_AUDIT)) {
            String topic = Topics.ACCESS_AUDIT.name();
            new TopicReader(connected)
                    .readRaw(
                            topic,
                            from,
                            raw -> {
                                AccessEntry entry = deserializer.deserialize(topic, raw.value());
                                entries.putIfAbsent(entry.getHash(), entry);
                            },
                            count -> {});
        }
        List<AccessEntry> selected =
                entries.values().stream().filter(this::isSelected).toList();
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        format == OutputFormat.TABLE ? AccessRows.TABLE_COLUMNS : AccessRows.COLUMNS,
                        AccessRows.of(selected));
        return ExitCode.DONE;
    }

    private boolean isSelected(AccessEntry entry) {
        return !entry.getAt().isBefore(from)
                && (to == null || entry.getAt().isBefore(to))
                && (who == null || who.equals(entry.getWho()));
    }
}

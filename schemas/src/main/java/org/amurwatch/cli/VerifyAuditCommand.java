package org.amurwatch.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.audit.AuditChain;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit verify}: whether the audit of exact positions is as it was written. */
@Command(
        name = "verify",
        description = "Says whether entries of the audit were changed, taken out or put in. Exit code 1: they were.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Keep the heads that it prints on another system: if a writer's head is not among its entries later, the end was cut off.",
            "",
            "Examples: ./amurwatch audit verify",
            "          ./amurwatch audit verify --output csv > heads-2026-11-28.csv"
        })
public final class VerifyAuditCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

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
        Map<String, AuditChain> chains = chains(connection.connect(Party.OPERATOR));
        new Output(spec.commandLine().getOut(), format).rows(AuditChainRows.COLUMNS, AuditChainRows.of(chains));
        List<String> broken = chains.entrySet().stream()
                .filter(chain -> chain.getValue().fault().isPresent())
                .map(Map.Entry::getKey)
                .toList();
        spec.commandLine()
                .getErr()
                .println(
                        broken.isEmpty()
                                ? chains.size() + " writers, each entry holds the one before it."
                                : "Not as they were written: the entries of " + String.join(", ", broken)
                                        + ". Keep the topic as it is, and find out who could write to it.");
        return broken.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The entries of all writers, by writer in the order in which they began. */
    private static Map<String, AuditChain> chains(Connection connected) {
        Map<String, AuditChain> chains = new LinkedHashMap<>();
        new TopicReader(connected).read(Topics.ACCESS_AUDIT, (raw, entry) -> {
            if (entry != null) {
                chains.computeIfAbsent(entry.getWriterId(), writer -> new AuditChain())
                        .take(entry);
            }
        });
        return chains;
    }
}

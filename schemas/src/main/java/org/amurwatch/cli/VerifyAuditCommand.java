package org.amurwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.audit.AuditChain;
import org.amurwatch.audit.FiledHead;
import org.amurwatch.audit.FiledHeads;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code audit verify}: whether the audit of exact positions is as it was written. */
@Command(
        name = "verify",
        description = "Says whether entries of the audit were changed, taken out or put in. Exit code 1: they were.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Entries that were all written anew, or cut off at their end, fit each other: only what was filed outside the",
            "  system finds that. Give it the messages that dispatch sent about the audit, as they came.",
            "",
            "Examples: ./amurwatch audit verify",
            "          ./amurwatch audit verify --heads filed-messages.txt"
        })
public final class VerifyAuditCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--head",
            paramLabel = "WRITER:SEQUENCE:HASH",
            converter = HeadOption.class,
            description = "What was filed outside of one writer's entries; may be given several times.")
    private List<FiledHead> heads = List.of();

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "A text file in which such heads stand, with whatever else: the messages as they were filed.")
    private @Nullable Path headsFile;

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
        FiledHeads filed = new FiledHeads(given());
        Map<String, AuditChain> chains = chains(connection.connect(Party.OPERATOR), filed);
        new Output(spec.commandLine().getOut(), format).rows(AuditChainRows.COLUMNS, AuditChainRows.of(chains));
        List<String> broken = chains.entrySet().stream()
                .filter(chain -> chain.getValue().fault().isPresent())
                .map(Map.Entry::getKey)
                .toList();
        List<String> unfit = filed.faults();
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                broken.isEmpty()
                        ? chains.size() + " writers, each entry holds the one before it."
                        : "Not as they were written: the entries of " + String.join(", ", broken)
                                + ". Keep the topic as it is, and find out who could write to it.");
        unfit.forEach(err::println);
        if (filed.count() > 0) {
            err.println(
                    (filed.count() - unfit.size()) + " of " + filed.count() + " heads that were filed outside stand.");
        }
        return broken.isEmpty() && unfit.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<FiledHead> given() {
        List<FiledHead> given = new ArrayList<>(heads);
        if (headsFile != null) {
            List<FiledHead> read = FiledHead.in(text(headsFile));
            if (read.isEmpty()) {
                throw CommandFailure.usage(headsFile + " holds no head of the audit: expected WRITER:SEQUENCE:HASH in"
                        + " it, as the messages have it that dispatch sends.");
            }
            given.addAll(read);
        }
        return given;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("The file " + file + " can't be read: " + e.getMessage() + ".");
        }
    }

    /** The entries of all writers, by writer in the order in which they began. */
    private static Map<String, AuditChain> chains(Connection connected, FiledHeads filed) {
        Map<String, AuditChain> chains = new LinkedHashMap<>();
        new TopicReader(connected).read(Topics.ACCESS_AUDIT, (raw, entry) -> {
            if (entry != null) {
                filed.take(entry);
                chains.computeIfAbsent(entry.getWriterId(), writer -> new AuditChain())
                        .take(entry);
            }
        });
        return chains;
    }

    /** Reads WRITER:SEQUENCE:HASH. */
    static final class HeadOption implements ITypeConverter<FiledHead> {
        @Override
        public FiledHead convert(String value) {
            try {
                return FiledHead.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

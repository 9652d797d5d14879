package org.amurwatch.producer.erase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.InstantOption;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.SigningOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.media.MediaSettings;
import org.amurwatch.media.MediaStore;
import org.amurwatch.producer.answer.Choice;
import org.amurwatch.producer.publish.DiskGuard;
import org.amurwatch.security.Party;
import org.amurwatch.signature.SigningKey;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase}: takes back what is known of an event, by a person or in a period, and says what stays. */
@Command(
        name = "erase",
        description = "Erases one event, what names a person, or all events of a period, as far as that is possible:"
                + " withdraws them without content, and deletes names, free text and kept pictures. Writes a signed"
                + " receipt, which says what stays.",
        mixinStandardHelpOptions = true,
        subcommands = VerifyErasureCommand.class,
        footer = {
            "",
            "Evidence of incidents that somebody still has to do with is left alone, unless --even-evidence.",
            "Of a person, events stay: who classified them is taken out, and reports by that name lose their free text.",
            "",
            "Examples: ./amurwatch erase --event reports/17 --dry-run",
            "          ./amurwatch erase --person person-1a2b3c4d5e6f --source park --by officer --receipt erased.json",
            "          ./amurwatch erase --from 2024-01-01 --to 2025-01-01 --by officer --receipt erased.json"
        })
public final class EraseCommand implements Callable<Integer> {

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private SigningOptions signing;

    @Option(names = "--event", paramLabel = "KEY", description = "One event: source id / event id.")
    private @Nullable String event;

    @Option(names = "--person", paramLabel = "PSEUDONYM", description = "Who classified, or reported, in one source.")
    private @Nullable String person;

    @Option(names = "--source", paramLabel = "ID", description = "The source in which the pseudonym is one's.")
    private @Nullable String source;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Events that happened from then on: a date (UTC), or a time with its offset.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = InstantOption.class,
            description = "Events that happened before then.")
    private @Nullable Instant to;

    @Option(
            names = "--territory",
            paramLabel = "ID",
            description = "Those of a period that lie in one territory, of the last 400 days.")
    private @Nullable String territory;

    @Option(
            names = "--hold",
            paramLabel = "INCIDENT",
            description = "Leave the evidence of this incident alone, closed as it may be; may be given several times.")
    private List<String> held = List.of();

    @Option(names = "--even-evidence", description = "Erase evidence of open incidents too.")
    private boolean evenEvidence;

    @Option(names = "--dry-run", description = "Say what would be erased, and change nothing.")
    private boolean dryRun;

    @Option(names = "--by", paramLabel = "ROLE", description = "Your role or pseudonym: it stands in the receipt.")
    private @Nullable String by;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "The receipt that is made, and FILE.sig beside it with its signature.")
    private @Nullable Path receipt;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    public EraseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ErasureRequest request =
                new ErasureRequest(event, person, source, from, to, territory, Set.copyOf(held), evenEvidence);
        if (dryRun) {
            return tryOut(request);
        }
        if (by == null || receipt == null) {
            throw CommandFailure.usage("Who erases, and where does the receipt go? Expected --by ROLE and"
                    + " --receipt FILE, or --dry-run.");
        }
        return erase(request, Choice.by(by), receipt);
    }

    private int tryOut(ErasureRequest request) {
        try (KafkaErasure topics = new KafkaErasure(connection.connect(Party.OPERATOR), clock)) {
            ErasurePlan plan = ErasurePlanning.plan(topics, request, media()::holds);
            print(ErasureReceipt.content(request, plan, Map.of(), now(), by == null ? "" : by, true));
            return ExitCode.DONE;
        }
    }

    private int erase(ErasureRequest request, String who, Path file) {
        checkTarget(file);
        SigningKey key = signing.key();
        Connection connected = connection.connect(Party.OPERATOR);
        DiskGuard.checkOnce(connected);
        MediaStore media = media();
        try (KafkaErasure topics = new KafkaErasure(connected, clock)) {
            ErasurePlan plan = ErasurePlanning.plan(topics, request, media::holds);
            Instant at = now();
            Map<String, String> written = Erasure.carryOut(plan, topics, media, at);
            Map<String, @Nullable Object> content = ErasureReceipt.content(request, plan, written, at, who, false);
            write(file, content, key);
            print(content);
            return plan.held().isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
        }
    }

    private MediaStore media() {
        return new MediaStore(connection.read(MediaSettings.class).mediaFolder());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkTarget(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file) || Files.exists(ErasureReceipt.signatureOf(file))) {
            throw CommandFailure.usage(file + " or its signature is there already: name another file.");
        }
        if (folder == null || !Files.isWritable(folder)) {
            throw CommandFailure.usage("There is no folder " + folder + " to write the receipt " + file + " to.");
        }
    }

    private static void write(Path file, Map<String, @Nullable Object> content, SigningKey key) {
        try {
            ErasureReceipt.write(file, content, key);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "It was erased, and the receipt " + file + " could not be written: " + e.getMessage()
                            + ". What stands above is all there is of it: " + content,
                    e);
        }
    }

    /** All but the long lists in a table. */
    private void print(Map<String, @Nullable Object> content) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(content);
        if (format != OutputFormat.JSON) {
            List.of("format", "asked", "written", "privateDetailsOf", "notesOf", "picturesOf", "stays")
                    .forEach(shown::remove);
        }
        new Output(spec.commandLine().getOut(), format).object(shown);
        spec.commandLine().getErr().println("What stays: " + String.join(" ", ErasureReceipt.STAYS));
    }
}

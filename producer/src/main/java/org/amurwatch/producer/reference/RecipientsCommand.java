package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientState;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code recipients}, {@code recipients list}, {@code recipients revoke} and {@code recipients restore}. */
@Command(
        name = "recipients",
        description = {
            "Lists endpoints that are revoked or were, revokes one, or restores it.",
            "To a revoked one nothing is sent, and no link or reply of it is taken: within 5 seconds, whatever teams and"
                    + " the endpoints file say. For a phone that was lost, or somebody who has left."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ReferenceListing.ListRecords.class,
            RecipientsCommand.Revoke.class,
            RecipientsCommand.Restore.class
        },
        footer = {
            "",
            "Examples:",
            "  ./amurwatch recipients revoke north-phone --by duty-officer --why 'the phone was lost'",
            "  ./amurwatch recipients restore north-phone --by duty-officer"
        })
public final class RecipientsCommand extends ReferenceListing<Recipient> {

    private static final int MOST_LETTERS = 500;

    public RecipientsCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    RecipientsCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new RecipientTable(), stores, clock);
    }

    private static String said(String text, String option) {
        if (text.isBlank() || text.length() > MOST_LETTERS) {
            throw CommandFailure.usage(option + " has 1 to " + MOST_LETTERS + " characters, and names no person.");
        }
        return text.strip();
    }

    private Recipient recipient(String name, RecipientState state, String by, @Nullable String why) {
        return Recipient.newBuilder()
                .setName(name)
                .setState(state)
                .setAt(Instant.ofEpochMilli(clock().millis()))
                .setBy(said(by, "--by"))
                .setWhy(why == null ? null : said(why, "--why"))
                .build();
    }

    private static void publish(Recipient recipient, ReferenceStore store, WaitOptions waiting, Output output) {
        store.load(Topics.RECIPIENTS, Map.of(recipient.getName(), recipient), waiting.timeout());
        output.object(new RecipientTable().row(recipient, OutputFormat.JSON));
    }

    /** {@code recipients revoke}. */
    @Command(
            name = "revoke",
            description = "Revokes a recipient: within 5 seconds nothing is sent to it, and its links and replies are"
                    + " refused. What waits for it ends as REVOKED.",
            mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private RecipientsCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private WaitOptions waiting;

        @Parameters(paramLabel = "NAME", description = "The endpoint's name, as teams and the endpoints file have it.")
        private String name;

        @Option(
                names = "--by",
                required = true,
                paramLabel = "ROLE",
                description = "Who revokes it: a role or a pseudonym, not a person's name.")
        private String by;

        @Option(
                names = "--why",
                required = true,
                paramLabel = "TEXT",
                description = "The reason, in words that name nobody.")
        private String why;

        @Override
        public Integer call() {
            Recipient revoked = parent.recipient(name, RecipientState.REVOKED, by, why);
            ReferenceStore store = parent.store(options.connect(spec, parent.options()));
            PrintWriter err = spec.commandLine().getErr();
            if (store.read(Topics.PATROL_TEAMS).values().stream()
                    .noneMatch(team -> team.getEndpoints().contains(name))) {
                err.println(
                        "No team names the endpoint '" + name + "': it is revoked all the same. Is it written right?");
            }
            OutputFormat format = options.output(spec, parent.options());
            publish(revoked, store, waiting, new Output(spec.commandLine().getOut(), format));
            err.println("Within 5 seconds nothing is sent to " + name + ", and nothing taken from it. Give its team"
                    + " another endpoint ('./amurwatch teams load'), or it is told by nobody.");
            err.flush();
            return ExitCode.DONE;
        }
    }

    /** {@code recipients restore}. */
    @Command(
            name = "restore",
            description =
                    "Restores a recipient: what is told from now on is sent to it. What ended meanwhile is not sent"
                            + " again; links that have not expired open again.",
            mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private RecipientsCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private WaitOptions waiting;

        @Parameters(paramLabel = "NAME", description = "Its name, as './amurwatch recipients' lists it.")
        private String name;

        @Option(
                names = "--by",
                required = true,
                paramLabel = "ROLE",
                description = "Who restores it: a role or a pseudonym, not a person's name.")
        private String by;

        @Override
        public Integer call() {
            Recipient active = parent.recipient(name, RecipientState.ACTIVE, by, null);
            ReferenceStore store = parent.store(options.connect(spec, parent.options()));
            Recipient known = store.read(Topics.RECIPIENTS).get(name);
            if (known == null || known.getState() != RecipientState.REVOKED) {
                throw CommandFailure.usage(
                        "'" + name + "' is not revoked: './amurwatch recipients' lists those that are.");
            }
            OutputFormat format = options.output(spec, parent.options());
            publish(active, store, waiting, new Output(spec.commandLine().getOut(), format));
            return ExitCode.DONE;
        }
    }
}

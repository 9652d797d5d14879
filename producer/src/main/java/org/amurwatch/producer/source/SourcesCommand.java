package org.amurwatch.producer.source;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Source;
import org.amurwatch.cli.Output;
import org.amurwatch.event.Canary;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.publish.ExclusiveChange;
import org.amurwatch.producer.reference.KafkaReferenceStore;
import org.amurwatch.producer.reference.ListingOptions;
import org.amurwatch.producer.reference.ReferenceListing;
import org.amurwatch.producer.reference.ReferenceStore;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.amurwatch.topic.Transactions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sources}, {@code sources list}, {@code sources add}, {@code sources rotate} and {@code sources revoke}. */
@Command(
        name = "sources",
        description = {
            "Lists who may send by HTTP and MQTT, and makes or ends their keys.",
            "A key is shown once, when it is made; the system keeps its hash alone. A revoked one is refused within 2"
                    + " seconds."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ReferenceListing.ListRecords.class,
            SourcesCommand.Add.class,
            SourcesCommand.Rotate.class,
            SourcesCommand.Revoke.class
        },
        footer = {
            "",
            "Examples:",
            "  ./amurwatch sources add ranger-app --kinds sightings,poaching-alerts",
            "  ./amurwatch sources rotate ranger-app --overlap P7D",
            "  ./amurwatch sources revoke ranger-app"
        })
public final class SourcesCommand extends ReferenceListing<Source> {

    private static final Period LONGEST_LIFE = Period.ofYears(5);
    private static final Period LONGEST_OVERLAP = Period.ofDays(90);

    private final BiFunction<Connection, Clock, SourceRegister> registers;
    private final SecureRandom random = new SecureRandom();

    public SourcesCommand() {
        this(
                KafkaReferenceStore::new,
                (connection, clock) -> (id, change) ->
                        new ExclusiveChange(connection, clock, Transactions.SOURCES).change(Topics.SOURCES, id, change),
                Clock.systemUTC());
    }

    SourcesCommand(
            BiFunction<Connection, Clock, ReferenceStore> stores,
            BiFunction<Connection, Clock, SourceRegister> registers,
            Clock clock) {
        super(new SourceTable(clock), stores, clock);
        this.registers = registers;
    }

    /** What {@code add}, {@code rotate} and {@code revoke} share. */
    abstract static class Change implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private SourcesCommand parent;

        @Mixin
        private ListingOptions options;

        @Parameters(
                paramLabel = "ID",
                description = "The source's id: 1 to 100 characters, no slash and no space. Events keep it for good.")
        private String id;

        @Override
        public Integer call() {
            requireUsable(id);
            SourceRegister register = parent.registers.apply(options.connect(spec, parent.options()), parent.clock());
            Map<String, @Nullable Object> done =
                    change(register, new SourceChange(id, parent.clock().instant()));
            new Output(spec.commandLine().getOut(), options.output(spec, parent.options())).object(done);
            PrintWriter err = spec.commandLine().getErr();
            err.println(told());
            err.flush();
            return ExitCode.DONE;
        }

        /** Changes the source, and answers what to print. */
        abstract Map<String, @Nullable Object> change(SourceRegister register, SourceChange change);

        /** What to know about it. */
        abstract String told();

        final String id() {
            return id;
        }

        final ApiKey newKey() {
            return ApiKey.random(parent.random);
        }

        private static void requireUsable(String id) {
            try {
                new EventKey(id, "any");
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage(String.valueOf(e.getMessage()));
            }
            if (id.equals(Canary.SOURCE_ID)) {
                throw CommandFailure.usage("'" + id + "' is the system's own source: choose another id.");
            }
        }

        static Map<String, @Nullable Object> shown(Source source, ApiKey key, Instant expiresAt) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("source", source.getId());
            row.put("kinds", SourceKinds.words(SourceKinds.of(source.getKinds())));
            row.put("keyId", key.id());
            row.put("key", key.secret());
            row.put("expiresAt", expiresAt.toString());
            return row;
        }
    }

    /** {@code sources add}. */
    @Command(
            name = "add",
            description = {
                "Adds a source and shows its first key, once. It may send the kinds that are named, and nothing else.",
                "A source whose keys have all ended begins anew, with these kinds."
            },
            mixinStandardHelpOptions = true)
    static final class Add extends Change {

        @Option(
                names = "--kinds",
                required = true,
                split = ",",
                paramLabel = "KIND",
                description = "What it may send: sightings, poaching-alerts, patrol-positions.")
        private List<String> kinds;

        @Option(
                names = "--expires",
                paramLabel = "SPAN",
                defaultValue = "P1Y",
                description = "How long the key is good, at most P5Y (default: ${DEFAULT-VALUE}).")
        private String expires;

        @Override
        Map<String, @Nullable Object> change(SourceRegister register, SourceChange change) {
            Set<LiveKind> allowed = EnumSet.noneOf(LiveKind.class);
            try {
                kinds.forEach(word -> allowed.add(SourceKinds.parse(word)));
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage("--kinds: " + e.getMessage());
            }
            Instant expiresAt = TimeAhead.after(change.now(), expires, "--expires", LONGEST_LIFE);
            ApiKey key = newKey();
            Source source = register.change(id(), before -> change.add(before, allowed, key, expiresAt));
            return shown(source, key, expiresAt);
        }

        @Override
        String told() {
            return "The key is shown this once: give it to the source now, by a way that nobody else reads.";
        }
    }

    /** {@code sources rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Makes another key for a source and shows it, once. Those it has go on for the overlap, then end.",
                "At most two keys of a source are good at once."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate extends Change {

        @Option(
                names = "--overlap",
                paramLabel = "SPAN",
                defaultValue = "P7D",
                description = "How long the key before is still good, at most P90D; PT0S: it ends at once"
                        + " (default: ${DEFAULT-VALUE}).")
        private String overlap;

        @Option(
                names = "--expires",
                paramLabel = "SPAN",
                defaultValue = "P1Y",
                description = "How long the new key is good, at most P5Y (default: ${DEFAULT-VALUE}).")
        private String expires;

        @Override
        Map<String, @Nullable Object> change(SourceRegister register, SourceChange change) {
            Instant expiresAt = TimeAhead.after(change.now(), expires, "--expires", LONGEST_LIFE);
            Instant lastUse = TimeAhead.after(change.now(), overlap, "--overlap", LONGEST_OVERLAP);
            ApiKey key = newKey();
            Source source = register.change(id(), before -> change.rotate(before, key, expiresAt, lastUse));
            Map<String, @Nullable Object> row = shown(source, key, expiresAt);
            row.put("keyBeforeUntil", lastUse.toString());
            return row;
        }

        @Override
        String told() {
            return "The key is shown this once: give it to the source before the one before ends.";
        }
    }

    /** {@code sources revoke}. */
    @Command(
            name = "revoke",
            description = "Ends a key of a source, or all of them: within 2 seconds they are refused.",
            mixinStandardHelpOptions = true)
    static final class Revoke extends Change {

        @Option(names = "--key", paramLabel = "KEYID", description = "This one alone, by its id (default: all).")
        private @Nullable String keyId;

        @Override
        Map<String, @Nullable Object> change(SourceRegister register, SourceChange change) {
            Source source = register.change(id(), before -> change.revoke(before, keyId));
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("source", source.getId());
            row.put(
                    "revoked",
                    source.getKeys().stream()
                            .filter(key -> change.now().equals(key.getRevokedAt()))
                            .map(key -> key.getId())
                            .toList());
            return row;
        }

        @Override
        String told() {
            return "Within 2 seconds what comes with it is refused. What was sent before stays.";
        }
    }
}

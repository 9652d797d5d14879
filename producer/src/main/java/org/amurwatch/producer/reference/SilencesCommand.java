package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.file.StatedTime;
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

/** {@code silences}, {@code silences list}, {@code silences add} and {@code silences remove}. */
@Command(
        name = "silences",
        description = {
            "Lists what nobody is to be paged for, adds a silence, or takes one back.",
            "Every silence ends, and says who wanted it and why; all of them stay in the list. CRITICAL is never silenced."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, SilencesCommand.Add.class, SilencesCommand.Remove.class},
        footer = {
            "",
            "Examples:",
            "  ./amurwatch silences",
            "  ./amurwatch silences add --territory barabash --kind VEHICLE --until 2026-05-14T18:00+10:00 \\",
            "      --why 'road works' --by duty-officer",
            "  ./amurwatch silences remove 3f2a9c0d51e8 --by duty-officer"
        })
public final class SilencesCommand extends ReferenceListing<Silence> {

    static final Duration LONGEST = Duration.ofDays(30);

    private static final int ID_LENGTH = 12;
    private static final int WHY_LENGTH = 500;

    public SilencesCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    SilencesCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new SilenceTable(clock), stores, clock);
    }

    private static String said(@Nullable String text, String option, String expected) {
        if (text == null || text.isBlank()) {
            throw CommandFailure.usage(option + " is missing: expected " + expected + ".");
        }
        if (text.length() > WHY_LENGTH) {
            throw CommandFailure.usage(
                    option + " has " + text.length() + " characters: expected at most " + WHY_LENGTH + ".");
        }
        return text.strip();
    }

    private static void publish(
            Silence silence, ReferenceStore store, Duration timeout, PrintWriter err, String done, Output output) {
        Set<String> appliedBy = store.load(Topics.SILENCES, Map.of(silence.getId(), silence), timeout);
        err.println(
                appliedBy.isEmpty()
                        ? done + " streams-app does not run: it will be applied when it starts."
                        : done + " streams-app works with it.");
        err.flush();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", silence.getId());
        result.put("until", silence.getEndAt().toString());
        result.put("retired", silence.getRetired());
        result.put("appliedBy", List.copyOf(appliedBy));
        output.object(result);
    }

    /** {@code silences add}. */
    @Command(
            name = "add",
            description = {
                "Adds a silence: from now on, nobody is paged for what it names, until the time it names.",
                "At least one of --territory, --kind and --station; several of one option mean any of them, several options"
                        + " mean all of them. Incidents under it are still opened, counted and shown."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch silences add --territory barabash --until 2026-05-14T18:00+10:00 --why 'road works'"
                        + " --by duty-officer"
            })
    static final class Add implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private SilencesCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private WaitOptions waiting;

        @Option(names = "--territory", split = ",", paramLabel = "ID", description = "Territories, by their ids.")
        private List<String> territories = new ArrayList<>();

        @Option(names = "--kind", split = ",", paramLabel = "KIND", description = "Kinds: ${COMPLETION-CANDIDATES}.")
        private List<AlertKind> kinds = new ArrayList<>();

        @Option(
                names = "--station",
                split = ",",
                paramLabel = "ID",
                description = "Stations, as the system names them: source id, '/', and the station's id there.")
        private List<String> stations = new ArrayList<>();

        @Option(
                names = "--until",
                paramLabel = "TIME",
                description = "Until when, with offset or zone; at most 30 days ahead. Required.")
        private @Nullable String until;

        @Option(names = "--why", paramLabel = "TEXT", description = "The reason, in words that name nobody. Required.")
        private @Nullable String why;

        @Option(
                names = "--by",
                paramLabel = "ROLE",
                description = "Who wants it: a role or a pseudonym, not a person's name. Required.")
        private @Nullable String by;

        @Override
        public Integer call() {
            Instant now = Instant.ofEpochMilli(parent.clock().millis());
            Instant end = end(now);
            String reason = said(why, "--why", "the reason, so that whoever comes after knows");
            String who = said(by, "--by", "who wants it: a role or a pseudonym");
            if (territories.isEmpty() && kinds.isEmpty() && stations.isEmpty()) {
                throw CommandFailure.usage("A silence of everything is not taken: expected at least one of --territory,"
                        + " --kind and --station.");
            }
            ReferenceStore store = parent.store(options.connect(spec, parent.options()));
            checkTerritories(store.read(Topics.TERRITORIES));
            Silence silence = Silence.newBuilder()
                    .setId(id(end, who, reason))
                    .setTerritoryIds(territories.stream().distinct().sorted().toList())
                    .setKinds(kinds.stream().distinct().sorted().toList())
                    .setStationIds(stations.stream().distinct().sorted().toList())
                    .setStartAt(now)
                    .setEndAt(end)
                    .setBy(who)
                    .setWhy(reason)
                    .build();
            OutputFormat format = options.output(spec, parent.options());
            publish(
                    silence,
                    store,
                    waiting.timeout(),
                    spec.commandLine().getErr(),
                    "Silenced until " + end + " (id " + silence.getId() + "); CRITICAL still pages.",
                    new Output(spec.commandLine().getOut(), format));
            return ExitCode.DONE;
        }

        private Instant end(Instant now) {
            String stated = said(until, "--until", "when it ends, such as 2026-05-14T18:00+10:00; every silence ends");
            Instant end;
            try {
                end = StatedTime.parse(stated);
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage("--until " + e.getMessage());
            }
            if (!end.isAfter(now)) {
                throw CommandFailure.usage("--until " + stated + " is past: it is " + now + " now.");
            }
            if (Duration.between(now, end).compareTo(LONGEST) > 0) {
                throw CommandFailure.usage("--until " + stated + " is more than " + LONGEST.toDays()
                        + " days ahead: add it again then, or change the rules if it is never to be heard.");
            }
            return end;
        }

        private void checkTerritories(Map<String, Territory> known) {
            for (String territory : territories) {
                if (!known.containsKey(territory) || known.get(territory).getRetired()) {
                    throw CommandFailure.usage(
                            "--territory '" + territory + "' is not loaded or out of use: expected one"
                                    + " of those that './amurwatch territories' lists.");
                }
            }
        }

        /** The same silence, asked for again, is one. */
        private String id(Instant end, String who, String reason) {
            return StableId.of(
                            String.join(
                                    ",",
                                    territories.stream().distinct().sorted().toList()),
                            String.join(
                                    ",",
                                    kinds.stream()
                                            .distinct()
                                            .sorted()
                                            .map(Enum::name)
                                            .toList()),
                            String.join(
                                    ",", stations.stream().distinct().sorted().toList()),
                            end.toString(),
                            who,
                            reason)
                    .substring(0, ID_LENGTH);
        }
    }

    /** {@code silences remove}. */
    @Command(
            name = "remove",
            description = "Takes a silence back. It stays in the list, with who took it back and when.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch silences remove 3f2a9c0d51e8 --by duty-officer"})
    static final class Remove implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private SilencesCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private WaitOptions waiting;

        @Parameters(paramLabel = "ID", description = "Its id, as './amurwatch silences' lists it.")
        private String id;

        @Option(
                names = "--by",
                paramLabel = "ROLE",
                description = "Who takes it back: a role or a pseudonym, not a person's name. Required.")
        private @Nullable String by;

        @Override
        public Integer call() {
            String who = said(by, "--by", "who takes it back: a role or a pseudonym");
            ReferenceStore store = parent.store(options.connect(spec, parent.options()));
            Silence known = store.read(Topics.SILENCES).get(id);
            if (known == null) {
                throw CommandFailure.usage(
                        "There is no silence '" + id + "': expected an id that './amurwatch silences' lists.");
            }
            // Taken back already: who did it first stays written.
            Silence silence = known.getRetired()
                    ? known
                    : Silence.newBuilder(known)
                            .setRetired(true)
                            .setRetiredBy(who)
                            .setRetiredAt(Instant.ofEpochMilli(parent.clock().millis()))
                            .build();
            OutputFormat format = options.output(spec, parent.options());
            publish(
                    silence,
                    store,
                    waiting.timeout(),
                    spec.commandLine().getErr(),
                    "Silence " + id + " is taken back.",
                    new Output(spec.commandLine().getOut(), format));
            return ExitCode.DONE;
        }
    }
}

package org.amurwatch.streams.rule;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules check}, {@code show}, {@code apply} and {@code init}. */
@Command(
        name = "rules",
        description = "Checks rules, tries them on the past, shows those in force, puts others in force.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch rules init russia > rules.yaml",
            "  ./amurwatch rules check rules.yaml",
            "  ./amurwatch rules test rules.yaml --from 2026-10-01T00:00:00+10:00",
            "  ./amurwatch rules apply rules.yaml"
        })
public final class RulesCommand implements Callable<Integer> {

    /** Every instance has read the rules by then, so that all judge by them from the same record on. */
    static final Duration AHEAD = Duration.ofSeconds(10);

    private final Function<Connection, RuleSets> sets;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    public RulesCommand() {
        this(KafkaRuleSets::new, Clock.systemUTC());
    }

    RulesCommand(Function<Connection, RuleSets> sets, Clock clock) {
        this.sets = sets;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        throw CommandFailure.usage("Expected one of: rules check, rules show, rules test, rules apply, rules init.");
    }

    @Command(
            name = "check",
            description = "Says what the rules of a file look for, or everything that is wrong with it (exit 2).",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "FILE", description = "A set of rules, as docs/rules.md describes it.") Path file,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format) {
        Rules rules = GivenRules.read(file);
        new Output(spec.commandLine().getOut(), format).rows(RuleTable.COLUMNS, RuleTable.of(rules));
        tell("Rules '" + rules.name() + "': " + rules.rules().size() + " rules, nothing wrong.");
        return ExitCode.DONE;
    }

    @Command(
            name = "show",
            description = "Shows which set of rules is in force, and which ones will be.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin ConnectionOptions connection,
            @Option(names = "--yaml", description = "Prints the set that is in force, as a file.") boolean yaml,
            @Option(names = "--all", description = "Shows the sets of the past too.") boolean all,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format) {
        List<RuleSet> published = sets.apply(connection.connect(Party.OPERATOR)).read();
        Instant now = clock.instant();
        RuleBook book = RuleBook.of(published);
        Rules inForce = book.inForceAt(now);
        book.mistakes().forEach(mistake -> tell("Left out, since this version can't read it: " + mistake));
        if (yaml) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(yaml(inForce, published));
            out.flush();
            return ExitCode.DONE;
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        if (inForce.version() == 0) {
            rows.add(row(inForce.name(), 0, null, "in force"));
        }
        published.stream()
                .sorted(Comparator.comparing(RuleSet::getEffectiveAt).thenComparing(RuleSet::getVersion))
                .filter(set -> all
                        || set.getVersion() == inForce.version()
                        || isToCome(set, now)
                        || book.isLeftOut(set.getVersion()))
                .forEach(set -> rows.add(row(
                        set.getName(),
                        set.getVersion(),
                        set.getEffectiveAt(),
                        book.isLeftOut(set.getVersion()) ? "left out" : state(set, inForce, now))));
        new Output(spec.commandLine().getOut(), format).rows(List.of("name", "version", "effectiveAt", "state"), rows);
        return ExitCode.DONE;
    }

    @Command(
            name = "apply",
            description = {
                "Puts the rules of a file in force, 10 seconds from now or at a later time. What is wrong with them is told,"
                        + " and then nothing changes (exit 2).",
                "Each event is judged by the set that is in force when it is received; open incidents keep their rules."
            },
            mixinStandardHelpOptions = true)
    int apply(
            @Mixin ConnectionOptions connection,
            @Parameters(paramLabel = "FILE", description = "A set of rules, as docs/rules.md describes it.") Path file,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "From when on: ISO-8601 with an offset, such as 2026-11-01T00:00:00+10:00.")
                    @Nullable
                    String at,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format) {
        String yaml = GivenRules.text(file);
        Rules rules = GivenRules.read(file, yaml);
        Instant effectiveAt = effectiveAt(at);
        RuleSets store = sets.apply(connection.connect(Party.OPERATOR));
        List<RuleSet> published = store.read();
        int version = 1 + published.stream().mapToInt(RuleSet::getVersion).max().orElse(0);
        RuleSet applied = RuleSet.newBuilder()
                .setName(rules.name())
                .setVersion(version)
                .setEffectiveAt(effectiveAt)
                .setYaml(yaml)
                .build();
        store.publish(applied);
        checkAlone(applied, store.read());
        new Output(spec.commandLine().getOut(), format).object(row(rules.name(), version, effectiveAt, "to come"));
        tell("Rules '" + rules.name() + "', version " + version + " ("
                + rules.rules().size() + " rules), are in force from " + effectiveAt + " on.");
        published.stream()
                .filter(set -> set.getEffectiveAt().isAfter(effectiveAt))
                .min(Comparator.comparing(RuleSet::getEffectiveAt))
                .ifPresent(set -> tell("Until " + set.getEffectiveAt() + ": from then on '" + set.getName()
                        + "', version " + set.getVersion() + ", as was applied before."));
        return ExitCode.DONE;
    }

    @Command(
            name = "init",
            description = "Prints a set that comes with the program, to begin with: russia or china.",
            mixinStandardHelpOptions = true)
    int init(@Parameters(paramLabel = "NAME", description = "russia or china.") String name) {
        if (!RulesFile.BUILT_IN.contains(name)) {
            throw CommandFailure.usage(
                    "No set named '" + name + "' comes with the program. " + Nearest.hint(name, RulesFile.BUILT_IN));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(RulesFile.builtInText(name));
        out.flush();
        return ExitCode.DONE;
    }

    /** Two that apply at the same moment both take the next version; whoever sees it says so. */
    private static void checkAlone(RuleSet applied, List<RuleSet> published) {
        published.stream()
                .filter(set -> set.getVersion() == applied.getVersion() && !set.equals(applied))
                .findFirst()
                .ifPresent(other -> {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "Somebody applied '" + other.getName() + "' at the same moment, as version "
                                    + other.getVersion() + " too, in force from " + other.getEffectiveAt()
                                    + ". Look at './amurwatch rules show' and apply again what is to hold.");
                });
    }

    private Instant effectiveAt(@Nullable String at) {
        Instant earliest = clock.instant().plus(AHEAD).truncatedTo(ChronoUnit.MILLIS);
        if (at == null) {
            return earliest;
        }
        try {
            Instant asked = OffsetDateTime.parse(at).toInstant();
            if (asked.isBefore(earliest)) {
                throw CommandFailure.usage(
                        "--at must be 10 seconds ahead at least, so that all instances judge alike; got " + at
                                + ", and it is " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ".");
            }
            return asked;
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "Expected a time with an offset for --at, such as 2026-11-01T00:00:00+10:00, but found '" + at
                            + "'.",
                    e);
        }
    }

    private static boolean isToCome(RuleSet set, Instant now) {
        return set.getEffectiveAt().isAfter(now);
    }

    private static String state(RuleSet set, Rules inForce, Instant now) {
        if (isToCome(set, now)) {
            return "to come";
        }
        return set.getVersion() == inForce.version() ? "in force" : "past";
    }

    private static String yaml(Rules inForce, List<RuleSet> published) {
        return published.stream()
                .filter(set -> set.getVersion() == inForce.version())
                .map(RuleSet::getYaml)
                .findFirst()
                .orElseGet(() -> RulesFile.builtInText(inForce.name()));
    }

    private static Map<String, @Nullable Object> row(
            String name, int version, @Nullable Instant effectiveAt, String state) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("version", version);
        row.put("effectiveAt", effectiveAt == null ? null : effectiveAt.toString());
        row.put("state", state);
        return row;
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}

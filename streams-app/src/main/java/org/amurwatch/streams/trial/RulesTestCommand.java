package org.amurwatch.streams.trial;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.streams.rule.GivenRules;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules test}: what other rules would have raised; pages nobody. */
@Command(
        name = "test",
        description = {
            "Runs a set of rules over the stored events, and prints what it would have raised beside what the sets in force"
                    + " raise of the same events: incidents, pages (REVIEW: the duty officer; DISPATCH: a team), and what differs.",
            "Pages nobody and changes nothing. Places, permits, teams, policies and silences are those of now."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch rules test rules.yaml --from 2026-10-01T00:00:00+10:00",
            "  ./amurwatch rules test rules.yaml --from 2026-01-01T00:00:00+10:00 --to 2026-07-01T00:00:00+10:00 --output json",
            "  ./amurwatch rules test rules.yaml --from 2025-05-01T00:00:00+10:00 --to 2025-11-01T00:00:00+10:00 --as-if-live"
        })
public final class RulesTestCommand implements Callable<Integer>, Subcommand {

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final Function<Connection, Past> pasts;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "FILE", description = "A set of rules, as docs/rules.md describes it.")
    private Path file;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description =
                    "Counts what is raised from then on: ISO-8601 with an offset. Events of up to 134 days before are read"
                            + " too, for rules that look back.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Counts what is raised before then (default: now).")
    private @Nullable String to;

    @Option(names = "--exercise", description = "Counts what is raised of exercises, and nothing else.")
    private boolean exercise;

    @Option(
            names = "--as-if-live",
            description =
                    "Takes each event as if it had been received when it happened, and nobody had answered: for what came"
                            + " by card, or with a package ('import'), as if its cameras had been live.")
    private boolean asIfLive;

    @Option(
            names = "--output",
            defaultValue = "table",
            description =
                    "table; json: all differences; csv: every incident of either set (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    public RulesTestCommand() {
        this(StoredPast::new, Clock.systemUTC());
    }

    RulesTestCommand(Function<Connection, Past> pasts, Clock clock) {
        this.pasts = pasts;
        this.clock = clock;
    }

    @Override
    public String parent() {
        return "rules";
    }

    @Override
    public Integer call() {
        Rules given = GivenRules.read(file);
        Instant begin = time("--from", from);
        Instant end = to == null ? clock.instant() : time("--to", to);
        if (!begin.isBefore(end)) {
            throw CommandFailure.usage("--from must be before --to" + (to == null ? ", which is now" : "") + "; got "
                    + begin + " and " + end + ".");
        }
        Past stored = pasts.apply(connection.connect(Party.READER));
        Past past = asIfLive ? stored.asIfLive() : stored;
        List<RuleSet> published = past.ruleSets();
        RuleBook current = RuleBook.of(published);
        int version = 1 + published.stream().mapToInt(RuleSet::getVersion).max().orElse(0);
        RuleBook tried = RuleBook.of(given.withVersion(version), Map.of());
        TrialReport report = run(past, current, tried, begin, end);
        write(report);
        return ExitCode.DONE;
    }

    private TrialReport run(Past past, RuleBook current, RuleBook tried, Instant begin, Instant end) {
        TrialCircumstances circumstances = past.circumstances();
        if (circumstances.teams().stream().allMatch(team -> team.getRetired())) {
            tell("No team is loaded: nobody can be paged by either set. See './amurwatch teams load'.");
        }
        Set<Purpose> purposes = Set.of(exercise ? Purpose.EXERCISE : Purpose.ACTUAL);
        Trial now = new Trial(circumstances.with(current), begin, end, purposes);
        Trial then = new Trial(circumstances.with(tried), begin, end, purposes);
        Past.Span span = past.replay(begin.minus(Trial.LOOKS_BACK), end, List.of(now, then), progress());
        check(span, begin, end);
        return new TrialReport(
                name(current.inForceAt(end)),
                file + " (" + tried.inForceAt(end).name() + ")",
                begin,
                end,
                new TrialComparison(now.end(), then.end()));
    }

    private void check(Past.Span span, Instant begin, Instant end) {
        Instant first = span.first();
        Instant last = span.last();
        if (first == null || last == null) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "No event is stored from " + begin.minus(Trial.LOOKS_BACK) + " on: nothing to test on.");
        }
        if (last.isBefore(begin) || !first.isBefore(end)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "No event was received from " + begin + " to " + end + ": those that are stored"
                            + " near it are from " + first + " to " + last + "."
                            + (asIfLive ? "" : " With --as-if-live it counts when they happened."));
        }
    }

    private void write(TrialReport report) {
        PrintWriter out = spec.commandLine().getOut();
        tell("Current: " + report.currentRules() + ". Tried: " + report.triedRules() + ". From " + report.from()
                + " to " + report.to() + ".");
        report.write(new Output(out, format), format, out::println);
        int left = report.differencesNotInTable();
        if (format == OutputFormat.TABLE && left > 0) {
            tell(left + " more incidents differ: --output json has all.");
        }
    }

    private static String name(Rules rules) {
        return rules.name() + ", version " + rules.version();
    }

    /** A line now and then: a year takes a while. */
    private LongConsumer progress() {
        Instant[] next = {clock.instant().plus(PROGRESS_EVERY)};
        return events -> {
            if (!clock.instant().isBefore(next[0])) {
                tell(String.format(java.util.Locale.ROOT, "%,d events ...", events));
                next[0] = clock.instant().plus(PROGRESS_EVERY);
            }
        };
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    option + " must be a time with an offset, such as 2026-11-01T00:00:00+10:00; got '" + text + "'.");
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}

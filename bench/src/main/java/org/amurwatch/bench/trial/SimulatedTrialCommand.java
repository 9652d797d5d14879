package org.amurwatch.bench.trial;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.bench.quality.policy.FieldCircumstances;
import org.amurwatch.bench.quality.policy.SectorEventMaker;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.streams.rule.GivenRules;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.amurwatch.streams.trial.Trial;
import org.amurwatch.streams.trial.TrialComparison;
import org.amurwatch.streams.trial.TrialReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench rules}: as {@code rules test}, but over a simulated park, without a running system. */
@Command(
        name = "rules",
        description = {
            "Runs a set of rules over a simulated park, and prints what it would have raised beside what another set raises of"
                    + " the same events, as 'rules test' does of stored events. The park's map and the crew's visits are known;"
                    + " one duty officer and one team are told, and nobody answers.",
            "How many of the pages are real: see 'bench alarm-quality'."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch bench rules rules.yaml --seed 1",
            "  ./amurwatch bench rules rules.yaml --against other.yaml --settings china --seed 2 --days 90 --output json"
        })
public final class SimulatedTrialCommand implements Callable<Integer> {

    private static final int LONGEST_DAYS = 3_660;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A set of rules, as docs/rules.md describes it.")
    private Path file;

    @Option(
            names = "--against",
            paramLabel = "SET",
            defaultValue = "russia",
            description = "russia, china or a file: what it is compared with (default: ${DEFAULT-VALUE}).")
    private String against;

    @Option(
            names = "--settings",
            defaultValue = "russia",
            description = "russia, china, a variant of them, or a settings file (default: ${DEFAULT-VALUE}).")
    private String settings;

    @Option(names = "--seed", required = true, description = "What the park is drawn from.")
    private long seed;

    @Option(names = "--days", defaultValue = "365", description = "From 1 January 2027 on (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--output",
            defaultValue = "table",
            description =
                    "table; json: all differences; csv: every incident of either set (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        if (days < 1 || days > LONGEST_DAYS) {
            throw CommandFailure.usage("--days is " + days + ": expected 1 to " + LONGEST_DAYS + ".");
        }
        Rules tried = GivenRules.read(file).withVersion(1);
        Rules current =
                RulesFile.BUILT_IN.contains(against) ? RulesFile.builtIn(against) : GivenRules.read(Path.of(against));
        World world = SimulatedWorlds.of(settings).world(seed, days);
        TrialReport report = run(world, current, tried);
        PrintWriter out = spec.commandLine().getOut();
        report.write(new Output(out, format), format, out::println);
        if (format == OutputFormat.TABLE && report.differencesNotInTable() > 0) {
            tell(report.differencesNotInTable() + " more incidents differ: --output json has all.");
        }
        return ExitCode.DONE;
    }

    private TrialReport run(World world, Rules current, Rules tried) {
        TrustedRecords.trust();
        tell("Simulating " + days + " days of " + settings + ", seed " + seed + ", and deciding on them by '"
                + current.name() + "' and by " + file + " ...");
        FieldCircumstances currentField = new FieldCircumstances(world.map(), RuleBook.of(current, Map.of()));
        FieldCircumstances triedField = new FieldCircumstances(world.map(), RuleBook.of(tried, Map.of()));
        Set<Purpose> purposes = Set.of(Purpose.EXERCISE);
        Instant end = world.end();
        Instant begin = end.minusSeconds(days * 86_400L);
        Trial currentTrial = new Trial(currentField, begin, end, purposes);
        Trial triedTrial = new Trial(triedField, begin, end, purposes);
        SectorEventMaker maker = new SectorEventMaker(world.map().timeZone().getId());
        world.run(new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                SectorEvent record = maker.of(event);
                for (FieldCircumstances field : List.of(currentField, triedField)) {
                    field.advanceTo(event.receivedAt());
                }
                currentTrial.on(SectorEventMaker.SECTOR, record, event.receivedAt());
                triedTrial.on(SectorEventMaker.SECTOR, record, event.receivedAt());
            }

            @Override
            public void incursion(Incursion incursion) {
                // Whether the pages are real is measured elsewhere.
            }
        });
        return new TrialReport(
                against, file.toString(), begin, end, new TrialComparison(currentTrial.end(), triedTrial.end()));
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }
}

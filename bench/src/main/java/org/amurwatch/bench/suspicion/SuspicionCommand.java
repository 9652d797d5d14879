package org.amurwatch.bench.suspicion;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.WorldMaker;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.rule.Condition;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.amurwatch.streams.rule.SuspicionScore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench suspicion}. */
@Command(
        name = "suspicion",
        description = {
            "Fits the weights of a rule set's table of suspicion to simulated worlds, from which the behaviour that is held out"
                    + " has been taken, and prints them as YAML. The terms are those of the table; the reasons stay to be written."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bench suspicion russia --settings russia --signs-per-day 5"})
public final class SuspicionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A set that comes with the program: russia or china.")
    private String name;

    @Option(names = "--settings", description = "Settings of the worlds (default: as the set is named).")
    private @Nullable String settings;

    @Option(
            names = "--training-seeds",
            split = ",",
            defaultValue = "1001,1002,1003",
            description = "Seeds of the worlds to fit to (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Option(names = "--days", defaultValue = "365", description = "Days of each world (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--signs-per-day",
            defaultValue = "5",
            description = "The base is set so that so many signs a day lie above 0 (default: ${DEFAULT-VALUE}).")
    private double signsPerDay;

    @Override
    public Integer call() {
        if (!RulesFile.BUILT_IN.contains(name)) {
            throw CommandFailure.usage("Expected one of " + RulesFile.BUILT_IN + ", but got '" + name + "'.");
        }
        if (days < 1 || !(signsPerDay > 0)) {
            throw CommandFailure.usage("--days and --signs-per-day must be above 0.");
        }
        Rules rules = RulesFile.builtIn(name);
        SuspicionScore table = table(rules);
        WorldMaker worlds = SimulatedWorlds.of(settings == null ? name : settings);
        SuspicionFit.Fitted fitted = new SuspicionFit(rules, table)
                .fit(
                        new TrainingWorlds(seeds.stream()
                                .map(seed -> worlds.world(seed, days))
                                .toList()),
                        signsPerDay);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "suspicion:%n  base: %.2f%n  weights:%n", fitted.base());
        for (int i = 0; i < table.terms().size(); i++) {
            SuspicionScore.Term term = table.terms().get(i);
            out.printf(
                    Locale.ROOT,
                    "    - {of: [%s], weight: %.2f, reason: \"%s\"}%n",
                    String.join(
                            ", ",
                            term.factors().stream()
                                    .map(SuspicionScore.Factor::text)
                                    .toList()),
                    fitted.weights()[i],
                    term.reason().replace("\\", "\\\\").replace("\"", "\\\""));
        }
        out.flush();
        return ExitCode.DONE;
    }

    static SuspicionScore table(Rules rules) {
        return rules.rules().stream()
                .flatMap(rule -> rule.pattern().selectors().stream())
                .flatMap(selector -> selector.conditions().stream())
                .filter(Condition.Suspicious.class::isInstance)
                .map(condition -> ((Condition.Suspicious) condition).score())
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("No rule of '" + rules.name() + "' asks for 'suspicion'."));
    }
}

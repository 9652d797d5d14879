package org.amurwatch.bench.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.amurwatch.bench.throughput.Throughput.Case;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.record.TrustedRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench throughput}. */
@Command(
        name = "throughput",
        description = {
            "How many events a second the decision engine takes, by the length of its history: alone, and as the topology that"
                    + " runs, with Avro, stores and changelogs, but without brokers.",
            "The same events of the same simulated park (china: 3,000 live cameras, one sector) are measured with one rule that"
                    + " never matches, and with fifty."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./amurwatch bench throughput",
            "  ./amurwatch bench throughput --history 1000,10000 --rounds 3 --output json"
        })
public final class ThroughputCommand implements Callable<Integer> {

    private static final int MOST_OBSERVATIONS = 120_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--history",
            split = ",",
            defaultValue = "1000,10000,100000",
            description = "Events that the engine holds when the measured ones come (default: ${DEFAULT-VALUE}).")
    private List<Integer> histories;

    @Option(
            names = "--events",
            defaultValue = "2000",
            description = "Events that are measured in each round (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, each with its own events and a new engine (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--streams",
            split = ",",
            defaultValue = "1,2",
            description = "Engines side by side, each a thread and a sector of its own (default: ${DEFAULT-VALUE}).")
    private List<Integer> streams;

    @Option(names = "--seed", defaultValue = "1", description = "Of the park (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--output", defaultValue = "table", description = "table, json or csv (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    @Override
    public Integer call() {
        check();
        TrustedRecords.trust();
        Consumer<String> progress = line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        };
        int longest = histories.stream().mapToInt(history -> history).max().orElseThrow();
        progress.accept("Simulating the park ...");
        Park park = Park.of(seed, longest + rounds * events + 1);
        Throughput throughput = new Throughput(park, longest, events, rounds, progress);
        List<Case> cases = new ArrayList<>();
        for (DeciderKind kind : DeciderKind.values()) {
            for (RulesOfMeasurement rules : RulesOfMeasurement.values()) {
                throughput.warmUp(kind, rules);
                for (int side : streams) {
                    histories.forEach(history -> cases.add(new Case(kind, rules, history, side)));
                }
            }
        }
        ThroughputReport report = new ThroughputReport(throughput.measure(cases));
        new Output(spec.commandLine().getOut(), output).rows(ThroughputReport.COLUMNS, report.rows());
        return ExitCode.DONE;
    }

    private void check() {
        if (rounds < 1 || events < 1) {
            throw CommandFailure.usage("--rounds and --events are 1 or more; got " + rounds + " and " + events + ".");
        }
        for (int side : streams) {
            if (side < 1) {
                throw CommandFailure.usage("--streams is " + side + ": expected 1 or more.");
            }
        }
        for (int history : histories) {
            if (history < 0 || history > MOST_OBSERVATIONS) {
                throw CommandFailure.usage("--history is " + history + ": expected 0 to " + MOST_OBSERVATIONS
                        + ", which is as much as the fifty rules look back for in that park.");
            }
        }
    }
}

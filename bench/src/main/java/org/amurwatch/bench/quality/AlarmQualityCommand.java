package org.amurwatch.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.amurwatch.bench.quality.measurement.AlarmQuality;
import org.amurwatch.bench.quality.measurement.Measurement;
import org.amurwatch.bench.quality.report.QualityReport;
import org.amurwatch.bench.quality.report.RecallChart;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.training.TunedPolicy;
import org.amurwatch.bench.quality.world.FilteredWorld;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.bench.quality.world.WorldMaker;
import org.amurwatch.bench.quality.world.WorldsAtOnce;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench alarm-quality}. */
@Command(
        name = "alarm-quality",
        description = {
            "Of the incursions of simulated worlds: how many are paged in time, at how many pages a day, and how many pages are"
                    + " real, for each policy.",
            "Knobs are tuned on training seeds, from which the behaviour that is held out has been taken; what is told is"
                    + " measured on the other seeds."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bench alarm-quality --seeds 1,2,3 --settings russia --chart recall.svg"})
public final class AlarmQualityCommand implements Callable<Integer> {

    private final Function<String, WorldMaker> worlds;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", split = ",", required = true, description = "Seeds of the worlds to measure on.")
    private List<Long> seeds;

    @Option(
            names = "--training-seeds",
            split = ",",
            defaultValue = "1001,1002,1003,1004,1005,1006",
            description = "Seeds of the worlds to tune on; none of --seeds (default: ${DEFAULT-VALUE}).")
    private List<Long> trainingSeeds;

    @Option(
            names = "--settings",
            defaultValue = "russia",
            description = "russia, china, a variant of them, or a settings file (default: ${DEFAULT-VALUE}).")
    private String settings;

    @Option(names = "--days", defaultValue = "365", description = "Days of each world (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--policies", split = ",", description = "Policies to measure (default: all).")
    private @Nullable List<String> policies;

    @Option(
            names = "--incursions-per-year",
            split = ",",
            description =
                    "Measures also with so many incursions a year per 400 cameras, such as 20,40,80,110,365,1095. Policies"
                            + " stay tuned as they are.")
    private @Nullable List<Double> incursionsPerYear;

    @Option(
            names = "--other-settings",
            split = ",",
            description =
                    "Measures also on worlds of other settings, such as worse detectors. Policies stay tuned as they are.")
    private @Nullable List<String> otherSettings;

    @Option(
            names = "--without-patrol-positions",
            description = "Measures also as if no patrol sent its position. Policies stay tuned as they are.")
    private boolean withoutPatrolPositions;

    @Option(
            names = "--ablations",
            description =
                    "Measures also default-rules without correlation, patrols, baseline and review, each by itself.")
    private boolean ablations;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Writes recall over pages a day as an SVG chart.")
    private @Nullable Path chart;

    @Option(
            names = "--worlds-at-once",
            paramLabel = "N",
            description = "How many worlds are run side by side; changes the time and the memory, never the result"
                    + " (default: one per core).")
    private @Nullable Integer worldsAtOnce;

    @Option(names = "--output", defaultValue = "table", description = "table, json or csv (default: ${DEFAULT-VALUE}).")
    private OutputFormat output;

    /** On simulated worlds. */
    public AlarmQualityCommand() {
        this(SimulatedWorlds::of);
    }

    /** @param worlds makes worlds of settings by name or file */
    AlarmQualityCommand(Function<String, WorldMaker> worlds) {
        this.worlds = worlds;
    }

    @Override
    public Integer call() {
        List<String> names = new ArrayList<>(policies == null ? AlarmQuality.POLICIES : policies);
        check(names);
        if (ablations) {
            names.addAll(AlarmQuality.ABLATIONS);
        }
        Consumer<String> progress = line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        };
        WorldMaker maker = worlds.apply(settings);
        AlarmQuality quality = new AlarmQuality(
                progress, worldsAtOnce == null ? WorldsAtOnce.onePerCore() : new WorldsAtOnce(worldsAtOnce));
        List<TunedPolicy> tuned = quality.tune(names, new TrainingWorlds(make(maker, trainingSeeds)));
        Measurement main = quality.measure("as set", tuned, make(maker, seeds));
        List<Measurement> variants = variants(quality, tuned, maker);
        write(main);
        QualityReport report =
                new QualityReport(new QualityReport.Conditions(settings, days, seeds, trainingSeeds), main, variants);
        Output result = new Output(spec.commandLine().getOut(), output);
        if (output == OutputFormat.JSON) {
            result.object(report.json());
        } else {
            result.rows(QualityReport.COLUMNS, report.rows());
        }
        return ExitCode.DONE;
    }

    private void check(List<String> names) {
        for (String name : names) {
            if (!AlarmQuality.POLICIES.contains(name)) {
                throw CommandFailure.usage("There is no policy '" + name + "'. --policies takes "
                        + String.join(", ", AlarmQuality.POLICIES) + ".");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw CommandFailure.usage("--policies names a policy twice: " + String.join(",", names) + ".");
        }
        if (new HashSet<>(seeds).size() < seeds.size() || new HashSet<>(trainingSeeds).size() < trainingSeeds.size()) {
            throw CommandFailure.usage("A seed is given twice: each makes one world, which counts once.");
        }
        Set<Long> both = new HashSet<>(seeds);
        both.retainAll(new HashSet<>(trainingSeeds));
        if (!both.isEmpty()) {
            throw CommandFailure.usage("Seed " + both.iterator().next()
                    + " is in --seeds and in --training-seeds: what was tuned on a world can't be measured on it.");
        }
        if (worldsAtOnce != null && worldsAtOnce < 1) {
            throw CommandFailure.usage("--worlds-at-once is " + worldsAtOnce + ": expected 1 or more.");
        }
        if (days < 1) {
            throw CommandFailure.usage("--days is " + days + ": a world lasts one day or more.");
        }
    }

    private List<Measurement> variants(AlarmQuality quality, List<TunedPolicy> tuned, WorldMaker maker) {
        List<Measurement> variants = new ArrayList<>();
        for (double rate : incursionsPerYear == null ? List.<Double>of() : incursionsPerYear) {
            String label = number(rate) + " incursions a year";
            variants.add(quality.measure(label, tuned, make(maker.withIncursionsPerYear(rate), seeds)));
        }
        for (String other : otherSettings == null ? List.<String>of() : otherSettings) {
            variants.add(quality.measure("settings " + other, tuned, make(worlds.apply(other), seeds)));
        }
        if (withoutPatrolPositions) {
            List<World> silent = make(maker, seeds).stream()
                    .map(FilteredWorld::withoutPatrolPositions)
                    .toList();
            variants.add(quality.measure("no patrol positions", tuned, silent));
        }
        return variants;
    }

    private List<World> make(WorldMaker maker, List<Long> ofSeeds) {
        return ofSeeds.stream().map(seed -> maker.world(seed, days)).toList();
    }

    private void write(Measurement main) {
        if (chart == null) {
            return;
        }
        String title = "Recall over pages a day: " + settings + ", " + seeds.size() + " seeds of " + days + " days";
        try {
            Files.writeString(chart, RecallChart.svg(title, main));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write the chart to " + chart + ": " + e.getMessage()
                            + ". Does its folder exist, and may you write" + " there?",
                    e);
        }
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }
}

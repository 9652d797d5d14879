package org.amurwatch.producer.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: writes the events of a simulated world and, apart, what was behind them. */
@Command(
        name = "simulate",
        description = "Simulates a place over some days: events, and apart the truth behind them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The same settings, seed and days give the same bytes.",
            "",
            "Example:",
            "  ./amurwatch simulate --settings russia --seed 1 --days 365 --events events.ndjson --truth truth.ndjson"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final int DAYS_AT_MOST = 3660;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--settings",
            required = true,
            paramLabel = "NAME|FILE",
            description = "russia, russia-low, russia-high, china, china-low, china-high, or a YAML file.")
    private String settings;

    @Option(names = "--seed", required = true, paramLabel = "N", description = "What the world is drawn from.")
    private long seed;

    @Option(names = "--days", required = true, paramLabel = "D", description = "How many days, 1 to 3660.")
    private int days;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2026-01-01",
            description = "The first day, in the place's own time zone (default: ${DEFAULT-VALUE}).")
    private LocalDate from;

    @Option(
            names = "--incursions-per-year",
            paramLabel = "N",
            description = "In the whole world, the skin poacher's apart (default: as the settings say).")
    private @Nullable Double incursionsPerYear;

    @Option(names = "--events", required = true, paramLabel = "FILE", description = "Where the events go (NDJSON).")
    private Path events;

    @Option(names = "--truth", required = true, paramLabel = "FILE", description = "Where the truth goes (NDJSON).")
    private Path truth;

    @Option(names = "--force", description = "Overwrite files that exist.")
    private boolean force;

    @Option(names = "--output", defaultValue = "table", description = "Of the summary: ${COMPLETION-CANDIDATES}.")
    private OutputFormat output;

    @Override
    public Integer call() throws IOException {
        Simulation simulation = new Simulation(read(), seed, from, checked(days));
        Tally tally = new Tally();
        PrintWriter progress = spec.commandLine().getErr();
        SimulationSummary summary;
        try (SimulationFiles files = open()) {
            summary = simulation.run(tally.before(files), day -> {
                if (day % 30 == 0 || day == days) {
                    progress.println("Simulated " + day + " of " + days + " days.");
                    progress.flush();
                }
            });
        } catch (UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write to " + events + " or " + truth + ": " + e.getMessage()
                            + ". What is there now is not whole.",
                    e);
        }
        new Output(spec.commandLine().getOut(), output).object(tally.shown(summary));
        return ExitCode.DONE;
    }

    private SimulationSettings read() {
        SimulationSettings read = SimulationSettings.read(settings);
        if (incursionsPerYear == null) {
            return read;
        }
        if (!(incursionsPerYear >= 0 && incursionsPerYear <= 100_000)) {
            throw CommandFailure.usage("--incursions-per-year is " + incursionsPerYear + ": expected 0 to 100000.");
        }
        return read.withIncursionsPerYear(incursionsPerYear);
    }

    private static int checked(int days) {
        if (days < 1 || days > DAYS_AT_MOST) {
            throw CommandFailure.usage("--days is " + days + ": expected 1 to " + DAYS_AT_MOST + ".");
        }
        return days;
    }

    private SimulationFiles open() throws IOException {
        if (events.toAbsolutePath().normalize().equals(truth.toAbsolutePath().normalize())) {
            throw CommandFailure.usage("--events and --truth are the same file: expected two.");
        }
        for (Path file : new Path[] {events, truth}) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw CommandFailure.usage("Can't write " + file + ": there is no folder " + folder + ".");
            }
            if (!force && Files.exists(file)) {
                throw CommandFailure.usage(file + " exists: name another file, or overwrite it with --force.");
            }
        }
        OpenOption[] options = {
            StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
        };
        try {
            return new SimulationFiles(events, truth, options);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Can't write " + events + " and " + truth + ": " + e.getMessage() + ".", e);
        }
    }

    /** Counts what goes by. */
    private static final class Tally {
        private final Map<EventKind, Integer> kinds = new EnumMap<>(EventKind.class);
        private final Map<Behaviour, Integer> incursions = new EnumMap<>(Behaviour.class);
        private int all;

        private SimulationSink before(SimulationSink next) {
            return new SimulationSink() {
                @Override
                public void event(SimulatedEvent event, Cause cause) {
                    all++;
                    kinds.merge(event.kind(), 1, Integer::sum);
                    next.event(event, cause);
                }

                @Override
                public void incursion(Incursion incursion) {
                    incursions.merge(incursion.behaviour(), 1, Integer::sum);
                    next.incursion(incursion);
                }
            };
        }

        private Map<String, Object> shown(SimulationSummary summary) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("events", all);
            kinds.forEach((kind, count) -> shown.put("events " + kind, count));
            shown.put(
                    "incursions",
                    incursions.values().stream().mapToInt(Integer::intValue).sum());
            incursions.forEach((behaviour, count) -> shown.put("incursions " + behaviour, count));
            shown.put("cameraNights", summary.cameraNights());
            shown.put("camerasFailed", summary.camerasFailed());
            shown.put("camerasTaken", summary.camerasTaken());
            shown.put("sensorDays", summary.sensorDays());
            shown.put("patrols", summary.patrols());
            shown.put("meanPatrolHours", summary.meanPatrolHours());
            shown.put("snaresPerSweptKilometre", summary.snaresPerSweptKilometre());
            return shown;
        }
    }
}

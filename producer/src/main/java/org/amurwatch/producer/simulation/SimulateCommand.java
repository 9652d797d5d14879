package org.amurwatch.producer.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.simulation.exercise.Exercise;
import org.amurwatch.producer.simulation.exercise.ExerciseSinkFactory;
import org.amurwatch.producer.simulation.exercise.KafkaExerciseSink;
import org.amurwatch.producer.simulation.exercise.WorldPace;
import org.amurwatch.producer.simulation.operator.OperatorFiles;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code simulate}: the events of a simulated world, to a file or to the running system as an exercise, and apart what was
 * behind them.
 */
@Command(
        name = "simulate",
        description = "Simulates a place over some days: events, and apart the truth behind them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The same settings, seed and days give the same bytes. What is published is an EXERCISE; the truth never is.",
            "",
            "Examples:",
            "  ./amurwatch simulate --settings russia --seed 1 --days 365 --events events.ndjson --truth truth.ndjson",
            "  ./amurwatch simulate --settings russia --seed 1 --days 3 --map world --publish --speed 3600"
        })
public final class SimulateCommand implements Callable<Integer> {

    private final ExerciseSinkFactory sinks;
    private final Clock clock;
    private final Supplier<Interruption> interruptions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

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
            description = "The first day, in the place's own time zone (default: 2026-01-01; with --publish so that the"
                    + " world ends at the last midnight).")
    private @Nullable LocalDate from;

    @Option(
            names = "--incursions-per-year",
            paramLabel = "N",
            description = "In the whole world, the skin poacher's apart (default: as the settings say).")
    private @Nullable Double incursionsPerYear;

    @Option(names = "--events", paramLabel = "FILE", description = "Where the events go (NDJSON); with --truth.")
    private @Nullable Path events;

    @Option(names = "--truth", paramLabel = "FILE", description = "Where the truth goes (NDJSON); with --events.")
    private @Nullable Path truth;

    @Option(names = "--publish", description = "Sends the events to the running system, as EXERCISE.")
    private boolean publish;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "With --publish: seconds of the world in a second; 1 is real time (default: as fast as can be).")
    private @Nullable Double speed;

    @Option(
            names = "--map",
            paramLabel = "FOLDER",
            description =
                    "Where the operator's knowledge goes: territories, places, teams, permits, as the load commands"
                            + " take them.")
    private @Nullable Path map;

    @Option(names = "--force", description = "Overwrite files that exist.")
    private boolean force;

    @Option(names = "--output", defaultValue = "table", description = "Of the summary: ${COMPLETION-CANDIDATES}.")
    private OutputFormat output;

    public SimulateCommand() {
        this(KafkaExerciseSink::new, Clock.systemUTC(), Interruption::ofProcess);
    }

    SimulateCommand(ExerciseSinkFactory sinks, Clock clock, Supplier<Interruption> interruptions) {
        this.sinks = sinks;
        this.clock = clock;
        this.interruptions = interruptions;
    }

    @Override
    public Integer call() {
        check();
        SimulationSettings read = read();
        LocalDate first =
                SimulationPeriod.from(from, days, publish, read.world().timeZone(), clock);
        RunName name = RunName.of(settings, read, seed, first, days);
        Simulation simulation = new Simulation(read, seed, first, days);
        writeMap(simulation, name);
        if (events == null && !publish) {
            return ExitCode.DONE;
        }
        Instant begin = first.atStartOfDay(read.world().timeZone()).toInstant();
        try (Interruption interruption = interruptions.get();
                Exercise exercise = publish ? open(name, begin, interruption) : null;
                SimulationFiles files = events == null || truth == null ? null : open(events, truth)) {
            return run(simulation, name, interruption, files, exercise);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write to " + events + " or " + truth + ": " + e.getMessage()
                            + ". What is there now is not whole.",
                    e);
        }
    }

    private int run(
            Simulation simulation,
            RunName name,
            Interruption interruption,
            @Nullable SimulationFiles files,
            @Nullable Exercise exercise)
            throws IOException {
        SimulationTally tally = new SimulationTally();
        SimulationSink sink = new SimulationFork(interruption, files, exercise);
        SimulationSummary summary;
        try {
            summary = simulation.run(tally.before(sink), new ShownDays(days, exercise != null, this::tell));
        } catch (Interruption.Stopped e) {
            stopped(tally, files, exercise);
            return ExitCode.FAILED;
        }
        if (files != null) {
            files.flush();
        }
        if (exercise != null) {
            exercise.flush();
        }
        new Output(spec.commandLine().getOut(), output).object(shown(tally.shown(summary), name, exercise));
        return ExitCode.DONE;
    }

    /** Keeps what there is, and says how far it came. */
    private void stopped(SimulationTally tally, @Nullable SimulationFiles files, @Nullable Exercise exercise) {
        tell("Stopped after " + tally.events() + " events.");
        if (files != null) {
            tell(events + " and " + truth + " end there.");
        }
        if (exercise != null) {
            exercise.flush();
            tell("Published up to " + exercise.now()
                    + " of the world. The same command with --from of this run sends it all: what is there already"
                    + " is dropped as a repeat.");
        }
    }

    private static Map<String, Object> shown(Map<String, Object> counts, RunName name, @Nullable Exercise exercise) {
        if (exercise == null) {
            return counts;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("source", name.run());
        exercise.published().forEach((what, count) -> shown.put("published " + what, count));
        shown.putAll(counts);
        return shown;
    }

    private void writeMap(Simulation simulation, RunName name) {
        if (map == null) {
            return;
        }
        OperatorFiles files = new OperatorFiles(map, simulation.map(), name);
        List<Path> existing = files.existing();
        if (!force && !existing.isEmpty()) {
            throw CommandFailure.usage(existing.get(0) + " exists: name another folder, or overwrite it with --force.");
        }
        files.write().forEach(file -> tell("Wrote " + file + "."));
    }

    private Exercise open(RunName name, Instant begin, Interruption interruption) {
        Connection connected = connection.connect(Party.PRODUCER);
        if (connected.purpose() != Purpose.EXERCISE) {
            tell("The system is not set to exercise: it keeps what this sends out of its counts, and marks each message"
                    + " EXERCISE. Begin one that is with './amurwatch up --exercise'.");
        }
        WorldPace pace = new WorldPace(begin, speed == null ? 0 : speed, System::nanoTime, interruption);
        Exercise exercise = new Exercise(name, begin, pace, time -> sinks.open(connected, time, this::tell));
        tell("Publishing " + days + " days from " + begin + " on as " + name.run() + ", "
                + (speed == null ? "as fast as can be." : speed + " seconds of the world in a second."));
        return exercise;
    }

    private void tell(String sentence) {
        PrintWriter progress = spec.commandLine().getErr();
        progress.println(sentence);
        progress.flush();
    }

    private void check() {
        if ((events == null) != (truth == null)) {
            throw CommandFailure.usage("--events and --truth belong together: give both, or neither.");
        }
        if (events != null && truth != null) {
            checkFiles(events, truth);
        }
        if (events == null && !publish && map == null) {
            throw CommandFailure.usage(
                    "Nothing to do: write files (--events and --truth), send to the running system (--publish), or write"
                            + " the operator's map (--map).");
        }
        if (speed != null && !publish) {
            throw CommandFailure.usage("--speed belongs to --publish: add it, or leave --speed out.");
        }
        if (speed != null && !(speed > 0 && speed <= 1e9)) {
            throw CommandFailure.usage("--speed is " + speed + ": expected more than 0.");
        }
        if (incursionsPerYear != null && !(incursionsPerYear >= 0 && incursionsPerYear <= 100_000)) {
            throw CommandFailure.usage("--incursions-per-year is " + incursionsPerYear + ": expected 0 to 100000.");
        }
    }

    private SimulationSettings read() {
        SimulationSettings read = SimulationSettings.read(settings);
        return incursionsPerYear == null ? read : read.withIncursionsPerYear(incursionsPerYear);
    }

    private void checkFiles(Path eventFile, Path truthFile) {
        if (eventFile
                .toAbsolutePath()
                .normalize()
                .equals(truthFile.toAbsolutePath().normalize())) {
            throw CommandFailure.usage("--events and --truth are the same file: expected two.");
        }
        for (Path file : new Path[] {eventFile, truthFile}) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw CommandFailure.usage("Can't write " + file + ": there is no folder " + folder + ".");
            }
            if (!force && Files.exists(file)) {
                throw CommandFailure.usage(file + " exists: name another file, or overwrite it with --force.");
            }
        }
    }

    private static SimulationFiles open(Path eventFile, Path truthFile) throws IOException {
        return new SimulationFiles(
                eventFile,
                truthFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}

package org.amurwatch.streams.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.streams.app.StreamsSettings;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rebuild}: makes all that is derived again. */
@Command(
        name = "rebuild",
        description = {
            "Makes all that is derived again from the field topics, with the territories and the code of today: builds"
                    + " the next generation beside the running one, which goes on counting and alerting, shows what differs,"
                    + " then switches. Nobody is told again of what was decided before.",
            "'records' shows the figures of territory days that differ; 'decisions' also what became of all records. Both"
                    + " make both again, for where an event lies is decided once for both. 'abort' takes up the earlier"
                    + " generation after a switch that was interrupted; simply running it again completes the switch."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch rebuild records --dry-run",
            "          ./amurwatch rebuild decisions --output json"
        })
public final class RebuildCommand implements Callable<Integer> {

    /** What is asked for. */
    enum What {
        RECORDS,
        DECISIONS,
        ABORT
    }

    private static final List<String> DAY_COLUMNS =
            List.of("territory", "day", "type", "subject", "figure", "before", "now");
    private static final List<String> TOTAL_COLUMNS = List.of("records", "before", "now");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Parameters(paramLabel = "WHAT", description = "records, decisions or abort.")
    private What what;

    @Option(names = "--dry-run", description = "Compare, then drop the next generation.")
    private boolean dryRun;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "7200",
            description = "How long building may take (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        if (timeoutSeconds <= 0) {
            throw CommandFailure.usage("--timeout is a number of seconds above 0; got " + timeoutSeconds + ".");
        }
        Connection connected = connection.connect(Party.OPERATOR);
        try (Admin admin = connected.admin()) {
            Rebuild rebuild = new Rebuild(
                    connected,
                    admin,
                    connection.read(StreamsSettings.class),
                    Duration.ofSeconds(timeoutSeconds),
                    this::say);
            if (what == What.ABORT) {
                rebuild.abort();
                return ExitCode.DONE;
            }
            Generation current = rebuild.current();
            Rebuild.Comparison comparison = rebuild.run(current, dryRun);
            print(current, comparison);
        }
        return ExitCode.DONE;
    }

    private void say(String sentence) {
        spec.commandLine().getErr().println(sentence);
        spec.commandLine().getErr().flush();
    }

    private void print(Generation earlier, Rebuild.Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, @Nullable Object>> days =
                comparison.days().stream().map(RebuildCommand::row).toList();
        List<Map<String, @Nullable Object>> totals = what == What.DECISIONS ? totals(comparison) : List.of();
        if (format == OutputFormat.JSON) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("generation", earlier.getNumber() + (dryRun ? 0 : 1));
            result.put("switched", !dryRun);
            result.put("days", days);
            if (what == What.DECISIONS) {
                result.put("register", totals);
            }
            new Output(out, format).object(result);
        } else {
            new Output(out, format).rows(DAY_COLUMNS, days);
            if (what == What.DECISIONS) {
                out.println();
                new Output(out, format).rows(TOTAL_COLUMNS, totals);
            }
        }
        say(days.isEmpty() ? "No figure differs." : days.size() + " figures differ.");
        if (dryRun) {
            say("A dry run: generation " + earlier.getNumber() + " stays current.");
        }
    }

    private static Map<String, @Nullable Object> row(DayDifference difference) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("territory", difference.territory());
        row.put("day", difference.day().toString());
        row.put("type", difference.type());
        row.put("subject", difference.subject());
        row.put("figure", difference.figure());
        row.put("before", difference.before());
        row.put("now", difference.now());
        return row;
    }

    private static List<Map<String, @Nullable Object>> totals(Rebuild.Comparison comparison) {
        List<Map<String, @Nullable Object>> totals = new ArrayList<>();
        totals.add(total("read", comparison, IntakeBalance::getRead));
        totals.add(total("accepted", comparison, IntakeBalance::getAccepted));
        totals.add(total("repeats", comparison, IntakeBalance::getRepeats));
        totals.add(total("corrections", comparison, IntakeBalance::getCorrections));
        totals.add(total("superseded", comparison, IntakeBalance::getSuperseded));
        totals.add(total("deadLetters", comparison, IntakeBalance::getDeadLetters));
        return totals;
    }

    private static Map<String, @Nullable Object> total(
            String name, Rebuild.Comparison comparison, ToLongFunction<IntakeBalance> column) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("records", name);
        row.put("before", column.applyAsLong(comparison.before()));
        row.put("now", column.applyAsLong(comparison.now()));
        return row;
    }
}

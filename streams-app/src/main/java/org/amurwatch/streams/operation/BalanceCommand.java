package org.amurwatch.streams.operation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.GroupProgress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code balance}: what became of every record of the field topics. */
@Command(
        name = "balance",
        description = {
            "Shows for each partition of the field topics what became of its records, and checks it: read = accepted +"
                    + " repeats + corrections + superseded + dead letters, as many as stand in the topic and in the dead"
                    + " letters. Exit 0 if exact, 1 if not.",
            "A rebuilt generation counts from 0, since it reads the field topics from their beginning."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch balance --output json"})
public final class BalanceCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Commits of one transaction become visible one after the other: that long an imbalance may be none. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final List<String> COLUMNS = List.of(
            "partition",
            "read",
            "accepted",
            "repeats",
            "corrections",
            "superseded",
            "deadLetters",
            "standing",
            "deadLettersFound",
            "exact");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(names = "--no-wait", description = "Don't wait until what was sent before this call is processed.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for that (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws InterruptedException {
        Connection connected = connection.connect(Party.OPERATOR);
        Generation generation = Generations.current(connected);
        try (Admin admin = connected.admin()) {
            if (!noWait) {
                awaitProcessed(new GroupProgress(admin), Generations.decisions(generation));
            }
            Balance balance = settled(new BalanceReader(connected, admin), generation);
            print(balance);
            return balance.exact() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void awaitProcessed(GroupProgress progress, String group) throws InterruptedException {
        Map<TopicPartition, Long> ends = progress.endOffsets(BalanceReader.FIELD_TOPICS);
        long until = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
        for (long lag = progress.lag(group, ends); lag > 0; lag = progress.lag(group, ends)) {
            if (System.nanoTime() > until) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "After " + timeoutSeconds + " s, " + lag
                                + " records of the field topics are still not processed by "
                                + group
                                + ". See './amurwatch status'; wait longer with --timeout, or look at what is there with"
                                + " --no-wait.");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static Balance settled(BalanceReader reader, Generation generation) throws InterruptedException {
        long until = System.nanoTime() + SETTLING.toNanos();
        Balance balance = reader.read(generation);
        while (!balance.exact() && System.nanoTime() < until) {
            Thread.sleep(PAUSE.toMillis());
            balance = reader.read(generation);
        }
        return balance;
    }

    private void print(Balance balance) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            new Output(out, format).object(json(balance));
        } else {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            balance.partitions().forEach(partition -> rows.add(row(partition)));
            Map<String, @Nullable Object> total = row("total", balance.total());
            total.put("exact", balance.exact());
            rows.add(total);
            new Output(out, format).rows(COLUMNS, rows);
        }
        PrintWriter err = spec.commandLine().getErr();
        balance.faults().forEach(err::println);
        err.println(balance.exact() ? "Exact: every record is accounted for." : "Not exact.");
        err.flush();
    }

    /** The result as {@code --output json} gives it; scripts rely on its names. */
    static Map<String, @Nullable Object> json(Balance balance) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("exact", balance.exact());
        json.put("application", balance.application());
        json.put(
                "partitions",
                balance.partitions().stream().map(BalanceCommand::row).toList());
        Map<String, @Nullable Object> total = row("total", balance.total());
        total.remove("partition");
        json.put("total", total);
        json.put("faults", balance.faults());
        return json;
    }

    private static Map<String, @Nullable Object> row(PartitionBalance partition) {
        Map<String, @Nullable Object> row = row(partition.partition(), partition.counted());
        row.put("standing", partition.standing());
        row.put("deadLettersFound", partition.deadLettersFound());
        row.put("exact", partition.exact());
        return row;
    }

    private static Map<String, @Nullable Object> row(String name, IntakeBalance counted) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("partition", name);
        row.put("read", counted.getRead());
        row.put("accepted", counted.getAccepted());
        row.put("repeats", counted.getRepeats());
        row.put("corrections", counted.getCorrections());
        row.put("superseded", counted.getSuperseded());
        row.put("deadLetters", counted.getDeadLetters());
        return row;
    }
}

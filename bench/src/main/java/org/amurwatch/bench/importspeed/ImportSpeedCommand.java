package org.amurwatch.bench.importspeed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.table.WorkFolder;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench import-speed}. */
@Command(
        name = "import-speed",
        description = {
            "How many rows a second an import without pacing sends, beside Kafka's own ProducerPerformance with records of the same"
                    + " size, in turn.",
            "Only on a system for exercises, anew for each measurement: './amurwatch up --exercise --bare', in an empty folder."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bench import-speed --rows 500000 --rounds 3"})
public final class ImportSpeedCommand implements Callable<Integer> {

    private static final List<String> COLUMNS =
            List.of("round", "rows", "recordBytes", "importRowsPerSecond", "producerPerformancePerSecond", "share");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--rows", defaultValue = "500000", description = "Rows of a round (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        if (rows < 1 || rounds < 1) {
            throw CommandFailure.usage("--rows and --rounds are 1 or more.");
        }
        Connection operator = connection.connect(Party.OPERATOR);
        if (operator.purpose() != Purpose.EXERCISE) {
            throw CommandFailure.usage("This would import snares that nobody laid. Run it on a system for exercises:"
                    + " './amurwatch up --exercise --bare', in an empty folder.");
        }
        try (WorkFolder folder = WorkFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
                ScratchTopic topic = ScratchTopic.create(operator)) {
            ImportedRows imported = ImportedRows.write(folder.path(), rows, operator.as(Party.PRODUCER));
            ProducerPerformanceRun plain =
                    new ProducerPerformanceRun(operator, topic.name(), folder.path(), rows, imported.recordBytes());
            List<Map<String, @Nullable Object>> measured = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                double ours = imported.rowsPerSecond();
                double theirs = plain.recordsPerSecond();
                measured.add(row(round, imported.recordBytes(), ours, theirs));
            }
            new Output(spec.commandLine().getOut(), format).rows(COLUMNS, measured);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the rows to import", e);
        }
        return ExitCode.DONE;
    }

    private Map<String, @Nullable Object> row(int round, int recordBytes, double ours, double theirs) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("round", round);
        row.put("rows", rows);
        row.put("recordBytes", recordBytes);
        row.put("importRowsPerSecond", Math.round(ours));
        row.put("producerPerformancePerSecond", Math.round(theirs));
        row.put("share", Math.round(ours / theirs * 100) / 100.0);
        return row;
    }
}

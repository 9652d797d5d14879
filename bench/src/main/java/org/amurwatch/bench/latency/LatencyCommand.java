package org.amurwatch.bench.latency;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench latency}. */
@Command(
        name = "latency",
        description = {
            "How long alerts take on the running system, from the event received to the webhook at the patrol phone, beside one"
                    + " hop through Kafka in the same run. Sends shots at a steady rate; each is an incident of its own.",
            "Only on a system for exercises: in another terminal './amurwatch up --exercise --bare', in an empty folder,"
                    + " anew for each measurement."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bench latency --rate 100 --seconds 60 --rounds 3"})
public final class LatencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--rate", defaultValue = "100", description = "Events a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Length of a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Seconds before the first (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--phone",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9095",
            description = "Where the patrol phone is (default: ${DEFAULT-VALUE}).")
    private String phone;

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            defaultValue = "patrol-phone",
            description = "Its name in the endpoints file (default: ${DEFAULT-VALUE}).")
    private String endpoint;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || seconds < 1 || rounds < 1 || warmUp < 0) {
            throw CommandFailure.usage("--rate, --seconds and --rounds are 1 or more, --warm-up 0 or more.");
        }
        Connection operator = connection.connect(Party.OPERATOR);
        if (operator.purpose() != Purpose.EXERCISE) {
            throw CommandFailure.usage(
                    "This would page teams of a system that is there for real. Run it on one for exercises:"
                            + " './amurwatch up --exercise --bare', in an empty folder.");
        }
        try (RecordPublisher publisher = new RecordPublisher(operator.as(Party.PRODUCER), Clock.systemUTC())) {
            LatencyRun run = new LatencyRun(publisher, operator, phone, endpoint, rate, this::tell);
            List<Map<String, @Nullable Object>> rows =
                    run.measure(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), rounds);
            new Output(spec.commandLine().getOut(), format).rows(LatencyRun.COLUMNS, rows);
        }
        return ExitCode.DONE;
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}

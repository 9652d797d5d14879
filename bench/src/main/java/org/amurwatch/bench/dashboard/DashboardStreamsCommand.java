package org.amurwatch.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

/** {@code bench dashboard}. */
@Command(
        name = "dashboard",
        description = {
            "How long it takes on the running system, from a sighting published until every page that listens knows of it:"
                    + " with one page, then with many, in the same run. Sends sightings at a steady rate.",
            "Only on a system for exercises: in another terminal './amurwatch up --exercise', in an empty folder."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ./amurwatch dashboard users set bench duty-officer > password",
            "  ./amurwatch bench dashboard --user bench --password-file password"
        })
public final class DashboardStreamsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9100",
            description = "Where the dashboard is (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "A duty officer.")
    private String user;

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "FILE",
            description = "Holds the password of --user.")
    private Path passwordFile;

    @Option(names = "--pages", defaultValue = "100", description = "Pages that listen (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(names = "--rate", defaultValue = "200", description = "Sightings a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of a case (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = "Where the dashboard's metrics are (default: the port after that of --url).")
    private @Nullable URI metrics;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || seconds < 1 || rounds < 1 || pages < 2) {
            throw CommandFailure.usage("--rate, --seconds and --rounds are 1 or more, --pages 2 or more.");
        }
        Connection operator = connection.connect(Party.OPERATOR);
        if (operator.purpose() != Purpose.EXERCISE) {
            throw CommandFailure.usage("This would fill the map of a system that is there for real. Run it on one for"
                    + " exercises: './amurwatch up --exercise', in an empty folder.");
        }
        Browsers browsers = new Browsers(url, user, password());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (RecordPublisher publisher = new RecordPublisher(operator.as(Party.PRODUCER), Clock.systemUTC())) {
            StreamRun run = new StreamRun(publisher, browsers, metrics(), rate);
            tell("Warming up for 10 s ...");
            run.round(0, 1, Duration.ofSeconds(10));
            for (int round = 1; round <= rounds; round++) {
                for (int listening : new int[] {1, pages}) {
                    tell("Round " + round + " of " + rounds + ": " + listening
                            + (listening == 1 ? " page ..." : " pages ..."));
                    rows.add(run.round(round, listening, Duration.ofSeconds(seconds)));
                }
            }
        }
        new Output(spec.commandLine().getOut(), format).rows(StreamRun.COLUMNS, rows);
        return ExitCode.DONE;
    }

    private URI metrics() {
        return metrics == null ? URI.create("http://127.0.0.1:" + (url.getPort() + 1) + "/metrics") : metrics;
    }

    private String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw CommandFailure.usage("--password-file can't be read: " + e.getMessage() + ".");
        }
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}

package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandLinesTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "fail")
    private static final class Failing implements Callable<Integer> {

        @Option(names = "--output", defaultValue = "table")
        @SuppressWarnings("UnusedVariable") // It is there to be parsed.
        private OutputFormat format;

        private final Exception failure;

        private Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    @Test
    void shouldEndWithTheSentenceAndTheExitCodeOfAFailure() {
        int exit = run(new CommandFailure(ExitCode.DONE_IN_PART, "3 of 7 rows were rejected."));

        assertThat(exit).isEqualTo(3);
        assertThat(err).hasToString("3 of 7 rows were rejected.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldFindTheSentenceInsideOtherExceptions() {
        assertThat(run(new ExecutionException(new RuntimeException(CommandFailure.usage("Latitude is 143.")))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err).hasToString("Latitude is 143.\n");
    }

    @Test
    void shouldSayThatTheBrokersCannotBeReached() {
        assertThat(run(new ExecutionException(new TimeoutException("Timed out waiting for a node assignment."))))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString())
                .contains("Can't reach the brokers: Timed out waiting for a node assignment.")
                .contains("./amurwatch up")
                .contains("--bootstrap-servers");
    }

    @Test
    void shouldSayThatABrokersHostIsUnknown() {
        KafkaException failure = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));

        assertThat(run(failure)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("--bootstrap-servers");
    }

    @Test
    void shouldSayThatASettingOfKafkaMakesNoSense() {
        assertThat(run(new ConfigException("security.protocol", "NONE", "no such protocol")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("A setting can't be used").contains("security.protocol");
    }

    @Test
    void shouldSayThatTheRegistryCannotBeReached() {
        assertThat(run(new SerializationException("Error serializing", new ConnectException("Connection refused"))))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("Can't reach the schema registry").contains("--registry-url");

        assertThat(run(new SerializationException("Error serializing", new UnknownHostException("registry"))))
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void shouldSayWhatToDoWhereASchemaIsNotRegistered() {
        assertThat(run(new SerializationException(
                        "Error retrieving Avro schema", new RestClientException("Schema not found", 404, 40403))))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Schema not found").contains("./amurwatch schemas register");
    }

    @Test
    void shouldSayThatSomethingIsNotAllowed() {
        assertThat(run(new SaslAuthenticationException("Authentication failed")))
                .isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(run(new ExecutionException(new TopicAuthorizationException("field.sightings"))))
                .isEqualTo(ExitCode.NOT_ALLOWED);
        assertThat(run(new RestClientException("Forbidden", 403, 40301))).isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void shouldAskToReportWhatNobodyExpected() {
        assertThat(run(new ExecutionException(new IllegalStateException("two rows for one day"))))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("IllegalStateException: two rows for one day")
                .contains("please report it")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldEndWithWrongUsageWhereAnOptionCannotBeRead() {
        assertThat(run(new IllegalStateException("not reached"), "--output", "xml"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--output").contains("xml");
    }

    @Test
    void shouldReadChoicesInAnyCase() {
        assertThat(run(new CommandFailure(ExitCode.FAILED, "reached"), "--output", "JSON"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err).hasToString("reached\n");
    }

    private int run(Exception failure, String... arguments) {
        CommandLine line = CommandLines.of(new Failing(failure));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Command(name = "alerts")
    private static final class Alerts implements Runnable {
        @Override
        public void run() {}
    }

    @Command(name = "route")
    private static final class Route implements Callable<Integer>, Subcommand {
        @Override
        public Integer call() {
            return ExitCode.DONE;
        }

        @Override
        public String parent() {
            return "alerts";
        }
    }

    @Test
    void shouldPutACommandBelowTheOneThatAnotherModuleBrings() {
        CommandLine whole = SystemCommands.program(new Alerts(), List.of(new Route(), new Alerts()));
        assertThat(whole.getSubcommands()).containsKey("alerts").doesNotContainKey("route");
        assertThat(whole.execute("alerts", "route")).isZero();
        assertThat(whole.getSubcommands().get("alerts").getCommandSpec().userObject())
                .isInstanceOf(Alerts.class);

        CommandLine alone = SystemCommands.program(new Alerts(), List.of(new Route()));
        assertThat(alone.execute("alerts", "route")).isZero();
        alone.setErr(new PrintWriter(err));
        assertThat(alone.execute("alerts")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("Missing required subcommand").contains("route");
    }
}

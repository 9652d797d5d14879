package org.amurwatch.consumer.dispatch;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.consumer.answer.AnswerSettings;
import org.amurwatch.consumer.http.ConsumerHttpSettings;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dispatch}: the service that sends alerts out. */
@Command(
        name = "dispatch",
        description = "Runs the service that posts alerts to the endpoints of patrol teams, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.dispatch.endpoints-file, .link-base, .link-key-file, .link-lifetime, .behind-proxy,",
            "  .connect-timeout, .deadline, .queue-per-endpoint, .longest-wait, .audit-endpoints;",
            "  amurwatch.consumer.http-host, .http-port, .alert-pages.",
            "Example: AMURWATCH_DISPATCH_ENDPOINTS_FILE=endpoints.yaml ./amurwatch dispatch"
        })
public final class DispatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() throws InterruptedException {
        DispatchService service = new DispatchService(
                connection.connect(Party.DISPATCH),
                connection.read(DispatchSettings.class),
                connection.read(AnswerSettings.class),
                connection.read(ConsumerHttpSettings.class),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "dispatch-stop"));
        service.start();
        spec.commandLine()
                .getErr()
                .println("Dispatch runs: " + service.endpointCount() + " endpoints; health and metrics on port "
                        + service.httpPort() + ".");
        service.awaitEnd();
        return ExitCode.DONE;
    }
}

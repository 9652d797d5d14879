package org.amurwatch.consumer.partner;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code partners}: the service that gives partners what is released to them. */
@Command(
        name = "partners",
        description = "Runs the service that sends partners what is released to them, until it is stopped.",
        mixinStandardHelpOptions = true,
        subcommands = PartnersStatusCommand.class,
        footer = {
            "",
            "Settings: amurwatch.partners.partners-file, .host, .port, .behind-proxy, .health-host, .health-port,",
            "  .feed-base, .feed-sender, .feed-sender-name, .connect-timeout, .deadline, .longest-retry-wait.",
            "Examples: AMURWATCH_PARTNERS_PARTNERS_FILE=partners.yaml ./amurwatch partners",
            "          ./amurwatch partners status"
        })
public final class PartnersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() throws InterruptedException {
        PartnersSettings settings = connection.read(PartnersSettings.class);
        PartnersService service = new PartnersService(connection.connect(Party.PARTNERS), settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "partners-stop"));
        service.start();
        spec.commandLine()
                .getErr()
                .println("Partners: " + service.file().all().size() + " in the file; they fetch at http://"
                        + settings.host() + ":" + service.port() + "/; health and metrics on port "
                        + service.healthPort() + ".");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}

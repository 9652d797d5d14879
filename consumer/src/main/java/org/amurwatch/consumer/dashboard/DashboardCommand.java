package org.amurwatch.consumer.dashboard;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dashboard}: the service that shows what is happening in the park. */
@Command(
        name = "dashboard",
        description = "Runs the service that shows what is happening in the park, as a web page, until it is stopped.",
        mixinStandardHelpOptions = true,
        subcommands = {LoginLinkCommand.class, UsersCommand.class},
        footer = {
            "",
            "Settings: amurwatch.dashboard.host, .port, .health-host, .health-port, .behind-proxy, .login-links-file,",
            "  .users-file, .oidc-issuer, .oidc-client-id, .oidc-client-secret-file, .oidc-redirect-uri, .oidc-role-claim,",
            "  .oidc-team-claim, .sessions-file, .session-idle, .session-longest, .most-sessions, .most-streams, .history, .most-events,",
            "  .most-days, .past-folder, .tiles-url, .language.",
            "Example: ./amurwatch dashboard"
        })
public final class DashboardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() throws InterruptedException {
        DashboardSettings settings = connection.read(DashboardSettings.class);
        DashboardService service =
                new DashboardService(connection.connect(Party.DASHBOARD), settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "dashboard-stop"));
        service.start();
        spec.commandLine()
                .getErr()
                .println("The dashboard is at http://" + settings.host() + ":" + service.port()
                        + "/; health and metrics on port " + service.healthPort()
                        + ". './amurwatch dashboard login-link duty-officer' lets somebody in.");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}

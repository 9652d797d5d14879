package org.amurwatch.producer.gateway;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gateway}: the service on a small computer with a bad network. */
@Command(
        name = "gateway",
        description =
                "Runs the way in for places with a bad network, until it is stopped: what comes by HTTP is kept on this"
                        + " computer's disk before it is answered, and sent to the centre's HTTP ingest when the network is there.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.gateway.*, and amurwatch.http.* for where it listens; docs/in-gateway.md.",
            "Example: AMURWATCH_GATEWAY_CENTRE_URL=https://centre.example:8443 ./amurwatch gateway"
        })
public final class GatewayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        GatewaySettings settings = Settings.read(GatewaySettings.class, Map.of());
        SystemSettings system = Settings.read(SystemSettings.class, Map.of());
        HttpSettings http = Settings.read(HttpSettings.class, Map.of());
        GatewayService service = GatewayService.start(settings, http, system.purpose(), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "gateway-stop"));
        spec.commandLine()
                .getErr()
                .println("The gateway takes events at " + service.url(http.host()) + " and keeps them in "
                        + settings.folder() + "; health and metrics on port " + service.healthPort() + ".");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}

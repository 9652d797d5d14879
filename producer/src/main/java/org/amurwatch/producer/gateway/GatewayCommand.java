package org.amurwatch.producer.gateway;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.mqtt.MqttSettings;
import org.amurwatch.producer.mqtt.MqttWay;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gateway}: the service on a small computer with a bad network. */
@Command(
        name = "gateway",
        description = "Runs the way in for places with a bad network, until it is stopped: what comes by HTTP and"
                + " MQTT is kept on this computer's disk before it is answered, and sent to the centre's HTTP"
                + " ingest when the network is there.",
        mixinStandardHelpOptions = true,
        subcommands = RefusedCommand.class,
        footer = {
            "",
            "Settings: amurwatch.gateway.*, amurwatch.http.* for where it listens, and amurwatch.mqtt.* for the devices' MQTT",
            "server, which it listens to where amurwatch.mqtt.subscriptions-file is set; docs/in-gateway.md.",
            "Example: AMURWATCH_GATEWAY_CENTRE_URL=https://centre.example:8443 ./amurwatch gateway"
        })
public final class GatewayCommand implements Callable<Integer> {

    private final List<Function<HttpParts, IngestRoutes>> ways = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    /** @param more makes ways in beside our own */
    public GatewayCommand(List<Function<HttpParts, IngestRoutes>> more) {
        ways.add(parts -> new EventRoutes(parts.connection().purpose(), parts.clock()));
        ways.addAll(more);
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewaySettings settings = Settings.read(GatewaySettings.class, Map.of());
        HttpSettings http = Settings.read(HttpSettings.class, Map.of());
        Clock clock = Clock.systemUTC();
        // Says what the system is for; a gateway meets no broker.
        Connection connection = new Connection(Settings.read(SystemSettings.class, Map.of()), Party.INGEST);
        MqttSettings mqttSettings = Settings.read(MqttSettings.class, Map.of());
        MqttWay mqtt =
                mqttSettings.subscriptionsFile().isPresent() ? MqttWay.of(mqttSettings, connection.purpose()) : null;
        GatewayService service = GatewayService.start(
                settings,
                http,
                metrics -> {
                    HttpParts parts = new HttpParts(new ConnectionOptions(), connection, metrics, clock);
                    return ways.stream().map(way -> way.apply(parts)).toList();
                },
                mqtt,
                clock);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "gateway-stop"));
        spec.commandLine()
                .getErr()
                .println("The gateway takes events at " + service.url(http.host()) + " and keeps them in "
                        + settings.folder() + "; "
                        + (mqtt == null ? "no MQTT server is listened to" : "it listens to MQTT at " + mqtt.server())
                        + "; health and metrics on port " + service.healthPort() + ".");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}

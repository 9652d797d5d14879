package org.amurwatch.producer.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.KafkaLiveIngest;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mqtt}: the service that listens to sensors, cameras and trackers. */
@Command(
        name = "mqtt",
        description =
                "Runs the service that takes what sensors, cameras and trackers publish to an MQTT server, until it is"
                        + " stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.mqtt.*, above all host, subscriptions-file, devices-file.",
            "Examples:",
            "  ./amurwatch mqtt",
            "  ./amurwatch mqtt --try park/gate-1/alert < message.json"
        })
public final class MqttCommand implements Callable<Integer> {

    private final InputStream in;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--try",
            paramLabel = "TOPIC",
            description = "Only says what the message on standard input would become, and sends nothing.")
    private @Nullable String tried;

    @Option(
            names = "--subscriptions",
            paramLabel = "FILE",
            description = "File of subscriptions (default: setting amurwatch.mqtt.subscriptions-file).")
    private @Nullable Path subscriptionsFile;

    @Option(
            names = "--devices",
            paramLabel = "FILE",
            description = "Table of devices (default: setting amurwatch.mqtt.devices-file).")
    private @Nullable Path devicesFile;

    public MqttCommand() {
        this(System.in, Clock.systemUTC());
    }

    MqttCommand(InputStream in, Clock clock) {
        this.in = in;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        MqttSettings settings = connection.read(MqttSettings.class);
        Connection connected = connection.connect(Party.INGEST);
        Devices devices = Devices.read(
                Optional.ofNullable(subscriptionsFile).or(settings::subscriptionsFile),
                Optional.ofNullable(devicesFile).or(settings::devicesFile),
                connected.purpose(),
                settings.largestMessage());
        if (tried != null) {
            return tryOut(devices, tried, settings.largestMessage());
        }
        MqttWay way = MqttWay.of(settings, devices);
        KafkaLiveIngest ingest = new KafkaLiveIngest(connected, clock);
        MqttService service =
                new MqttService(settings, way, ingest, () -> ingest.waitingFor().isPresent(), clock);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "mqtt-stop"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("Listens to " + way.server() + "; health and metrics on http://" + settings.httpHost() + ":"
                + service.httpPort() + ".");
        err.flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }

    private int tryOut(Devices devices, String topic, int longest) throws IOException {
        byte[] payload = in.readNBytes(longest + 1);
        PrintWriter out = spec.commandLine().getOut();
        try {
            MessageReader.Found found = devices.reader()
                    .read(new DeviceMessage(topic, payload, false, Instant.ofEpochMilli(clock.millis())));
            for (LiveEvent event : found.events()) {
                out.println(event.value());
            }
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println("Subscription '" + found.subscription().id() + "': "
                    + found.events().size() + " events"
                    + (found.unknownType() ? ", of a type that 'types' does not list" : "")
                    + (found.leftOut().isEmpty() ? "" : ", left out " + found.leftOut()) + ".");
            err.flush();
            return ExitCode.DONE;
        } catch (UnusableMessage e) {
            throw new CommandFailure(ExitCode.FAILED, e.reason() + ": " + e.sentence());
        }
    }
}

package org.amurwatch.producer.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.http.EventRoutes;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.producer.mqtt.MqttSettings;
import org.amurwatch.producer.mqtt.MqttWay;
import org.amurwatch.settings.Settings;

/** A gateway of its own process, with the heap of a small computer; made to be killed. */
final class GatewayProcess implements AutoCloseable {

    private final Process process;
    private final URI url;

    /**
     * Starts one, and waits until it takes events or is dead.
     *
     * @param options settings beside those that every one has here
     */
    GatewayProcess(Map<String, String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayProcess.class.getName()));
        options.forEach((name, value) -> command.add(name + "=" + value));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = lines.readLine();
        }
        url = URI.create(line == null ? "http://127.0.0.1:1" : line);
    }

    /** Where it takes events. */
    URI url() {
        return url;
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        awaitEnd();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = Stream.concat(
                        Stream.of(
                                "amurwatch.gateway.longest-wait=PT0.2S",
                                "amurwatch.http.port=0",
                                "amurwatch.http.health-port=0"),
                        Stream.of(arguments))
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        MqttSettings mqtt = Settings.read(MqttSettings.class, options);
        GatewayService gateway = GatewayService.start(
                Settings.read(GatewaySettings.class, options),
                Settings.read(HttpSettings.class, options),
                metrics -> List.of(new EventRoutes(Purpose.ACTUAL, Clock.systemUTC())),
                mqtt.subscriptionsFile().isPresent() ? MqttWay.of(mqtt, Purpose.ACTUAL) : null,
                Clock.systemUTC());
        System.out.println(gateway.url("127.0.0.1"));
        gateway.awaitEnd();
    }
}

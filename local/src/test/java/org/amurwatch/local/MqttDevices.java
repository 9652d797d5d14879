package org.amurwatch.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Devices that publish snares to a real Mosquitto, and what its settings say to the service {@code mqtt}. */
final class MqttDevices implements AutoCloseable {

    static final String SOURCE = "park-gates";

    private static final String SUBSCRIPTIONS = """
            subscriptions:
              - id: gates
                topic: park/{device}/alert
                source: %s
            """.formatted(SOURCE);

    private final int port;
    private final int healthPort;
    private final Process server;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private MqttDevices(int port, int healthPort, Process server) {
        this.port = port;
        this.healthPort = healthPort;
        this.server = server;
    }

    /**
     * Starts the devices' server, and writes the settings of the service into the system's folder. Without Mosquitto the test
     * is skipped; with {@code AMURWATCH_MQTT_TESTS=required} it fails instead.
     */
    static MqttDevices start(Path folder) throws IOException {
        Optional<Path> program = mosquitto();
        assumeTrue(
                program.isPresent() || "required".equals(System.getenv("AMURWATCH_MQTT_TESTS")),
                "Mosquitto is not there (Debian package mosquitto)");
        int port = freePort();
        int healthPort = freePort();
        // All that an outage brings must wait: what is more than its usual 1,000 it drops without a word.
        Path settings = Files.writeString(folder.resolve("mosquitto.conf"), """
                user root
                listener %d 127.0.0.1
                allow_anonymous true
                max_queued_messages 0
                """.formatted(port));
        Path subscriptions = Files.writeString(folder.resolve("subscriptions.yaml"), SUBSCRIPTIONS);
        Files.writeString(folder.resolve("amurwatch.properties"), """
                amurwatch.mqtt.port=%d
                amurwatch.mqtt.tls=false
                amurwatch.mqtt.subscriptions-file=%s
                amurwatch.mqtt.http-port=%d
                """.formatted(port, subscriptions, healthPort));
        Process server = new ProcessBuilder(program.orElseThrow().toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        MqttDevices devices = new MqttDevices(port, healthPort, server);
        await("Mosquitto listens").atMost(Duration.ofSeconds(30)).until(devices::listens);
        return devices;
    }

    /** Port of health and metrics of the service. */
    int healthPort() {
        return healthPort;
    }

    /** Keys of the events that the devices' server has taken over. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Publishes one message after the other as a device, while it is to. */
    void publish(String device, AtomicBoolean going) {
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(device)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
        client.connect();
        for (int number = 0; going.get(); number++) {
            String message = "{\"id\": \"" + number + "\", \"type\": \"SNARE\", \"time\": \"2026-01-17T06:18:44Z\","
                    + " \"latitude\": 43.1, \"longitude\": 131.4}";
            client.publishWith()
                    .topic("park/" + device + "/alert")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(message.getBytes(StandardCharsets.UTF_8))
                    .send();
            acknowledged.add(SOURCE + "/" + number + "@" + device);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        client.disconnect();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Debian has it in a folder that is not on every user's path. */
    private static Optional<Path> mosquitto() {
        String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Stream.of(folders.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}

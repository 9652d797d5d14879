package org.amurwatch.producer.mqtt;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A real MQTT server, that can be ended and started again; it keeps sessions and messages on disk. */
public final class Mosquitto implements AutoCloseable {

    private final Path settings;
    private final Path log;
    private final int port;
    private Process server;

    /** @param more settings of the listener, such as who may log in */
    Mosquitto(Path folder, String more) throws IOException {
        this.port = freePort();
        this.log = folder.resolve("mosquitto.log");
        Path store = Files.createDirectories(folder.resolve("store"));
        this.settings = Files.writeString(folder.resolve("mosquitto.conf"), """
            user root
            listener %d 127.0.0.1
            %s
            persistence true
            persistence_location %s/
            max_queued_messages 0
            """.formatted(port, more, store));
        start();
    }

    public static Mosquitto open(Path folder) throws IOException {
        return new Mosquitto(folder, "allow_anonymous true");
    }

    public int port() {
        return port;
    }

    public void start() throws IOException {
        server = new ProcessBuilder(
                        NeedsMosquitto.Program.find("mosquitto").orElseThrow().toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
    }

    /** Ends it as a machine that is shut down does: sessions and messages are on its disk. */
    public void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}

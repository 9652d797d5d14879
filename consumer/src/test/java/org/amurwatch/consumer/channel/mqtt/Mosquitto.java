package org.amurwatch.consumer.channel.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amurwatch.consumer.channel.Keytool;

/**
 * A real MQTT server: one port with TLS, where {@code watch} may write below {@code sirens/}, {@code siren} may read all and
 * {@code guest} may do nothing; and one without, for whoever comes, who may write there too.
 */
public final class Mosquitto implements AutoCloseable {

    public static final String PASSWORD = "s3cret-word";

    private final Path folder;
    private final int tlsPort;
    private final int plainPort;
    private final Process server;
    private final List<Subscriber> subscribers = new ArrayList<>();

    /** @param keytool has a key {@code broker}; its folder gets {@code ca.pem}, its certificate */
    public Mosquitto(Path folder, Keytool keytool) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        this.tlsPort = freePort();
        this.plainPort = freePort();
        Path certificate = keytool.certificate("broker", "ca.pem");
        Path key = keytool.key("broker", "broker.key");
        Path passwords = Files.createFile(folder.resolve("passwords"));
        for (String user : List.of("watch", "siren", "guest")) {
            run("mosquitto_passwd", "-b", passwords.toString(), user, PASSWORD);
        }
        Path rights = Files.writeString(
                folder.resolve("rights"),
                "topic readwrite sirens/#\nuser watch\ntopic write sirens/#\nuser siren\ntopic read #\nuser guest\n");
        Path settings = Files.writeString(folder.resolve("mosquitto.conf"), """
                per_listener_settings true
                user root
                listener %d 127.0.0.1
                certfile %s
                keyfile %s
                password_file %s
                acl_file %s
                listener %d 127.0.0.1
                allow_anonymous true
                acl_file %s
                """.formatted(
                        tlsPort, certificate, key, passwords, rights, plainPort, rights));
        server = new ProcessBuilder(program("mosquitto"), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> answers(tlsPort) && answers(plainPort));
    }

    public int tlsPort() {
        return tlsPort;
    }

    public int plainPort() {
        return plainPort;
    }

    private static String program(String name) {
        return NeedsMosquitto.Programs.find(name).orElseThrow().toString();
    }

    private static void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(program)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Mosquitto's own client, in the version of the protocol that most devices speak. */
    public final class Subscriber {

        private final Process process;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Subscriber(String filter) throws IOException {
            process = new ProcessBuilder(
                            // Line by line, though nobody sits before it.
                            program("stdbuf"),
                            "-oL",
                            program("mosquitto_sub"),
                            "-V",
                            "mqttv311",
                            "-h",
                            "localhost",
                            "-p",
                            Integer.toString(tlsPort),
                            "--cafile",
                            folder.resolve("ca.pem").toString(),
                            "-u",
                            "siren",
                            "-P",
                            PASSWORD,
                            "-q",
                            "1",
                            "-t",
                            filter,
                            "-d",
                            "-F",
                            "GOT %r %q %t %p")
                    .redirectErrorStream(true)
                    .start();
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // It was ended.
            }
        }

        /** What it got, once there are so many: retained or not (1, 0), QoS, topic, payload. */
        public List<String> got(int messages) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(got()).as("%s", lines).hasSizeGreaterThanOrEqualTo(messages));
            return got();
        }

        private List<String> got() {
            return lines.stream()
                    .filter(line -> line.startsWith("GOT "))
                    .map(line -> line.substring(4))
                    .toList();
        }
    }

    /** Somebody who listens, from when this returns. */
    public Subscriber subscriber(String filter) throws IOException {
        Subscriber subscriber = new Subscriber(filter);
        subscribers.add(subscriber);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(subscriber.lines).anyMatch(line -> line.startsWith("Subscribed")));
        return subscriber;
    }

    @Override
    public void close() {
        subscribers.forEach(subscriber -> subscriber.process.destroyForcibly());
        server.destroyForcibly();
    }
}

package org.amurwatch.local.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amurwatch.local.AmurWatch;
import org.amurwatch.local.secrets.TestSecrets;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;

/** A secured broker with users, topics and ACLs, made by the commands that make a real one. */
final class SecuredSystem implements AutoCloseable {

    private static final int COMMAND_SECONDS = 120;

    private final Path folder;
    private final Path secrets;
    private final SecuredKafka kafka;

    private SecuredSystem(Path folder, Path secrets, SecuredKafka kafka) {
        this.folder = folder;
        this.secrets = secrets;
        this.kafka = kafka;
    }

    /** @param folder for secrets and logs of this run */
    static SecuredSystem start(Path folder) throws IOException, InterruptedException {
        Path secrets = TestSecrets.create(folder.resolve("secrets"));
        SecuredKafka kafka = new SecuredKafka(secrets);
        SecuredSystem system = new SecuredSystem(folder, secrets, kafka);
        kafka.start();
        try {
            system.prepare();
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            system.close();
            throw e;
        }
        return system;
    }

    /** As the job 'init' of docker-compose.yml: its certificate lets it in before there are users. */
    private void prepare() throws IOException, InterruptedException {
        Answer prepared = run(
                Map.of(
                        "AMURWATCH_BOOTSTRAP_SERVERS", kafka.brokers(),
                        "AMURWATCH_KAFKA_SECURITY_PROTOCOL", "SSL",
                        "AMURWATCH_KAFKA_SSL_KEYSTORE_TYPE", "PEM",
                        "AMURWATCH_KAFKA_SSL_KEYSTORE_LOCATION",
                                secrets.resolve("admin.pem").toString()),
                "cluster",
                "prepare",
                "--wait=PT1M",
                "--partitions=1");
        if (prepared.exitCode() != 0) {
            throw new AssertionError("cluster prepare: " + prepared);
        }
    }

    /** What a command printed, and how it ended. */
    record Answer(int exitCode, String out, String err) {}

    /** A command on this machine, as the user whom it is for. */
    Answer run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of("AMURWATCH_BOOTSTRAP_SERVERS", kafka.clients()), arguments);
    }

    private Answer run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AmurWatch.class.getName()));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AMURWATCH_"));
        builder.environment().putAll(environment);
        builder.environment().put("AMURWATCH_SECURITY_FOLDER", secrets.toString());
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("'" + String.join(" ", arguments) + "' did not end: " + Files.readString(err));
        }
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    Path secrets() {
        return secrets;
    }

    /** Address of the listener that asks for a user and a password. */
    String clients() {
        return kafka.clients();
    }

    /** Address of the listener that asks for a certificate. */
    String brokers() {
        return kafka.brokers();
    }

    /** As our programs connect. */
    Connection connect(Party party) {
        return new Connection(
                Settings.read(
                        SystemSettings.class,
                        Map.of(
                                "amurwatch.bootstrap-servers", kafka.clients(),
                                "amurwatch.security-folder", secrets.toString())),
                party);
    }

    @Override
    public void close() throws IOException {
        Files.writeString(Path.of("target", "secured-kafka.log"), kafka.getLogs());
        kafka.stop();
    }
}

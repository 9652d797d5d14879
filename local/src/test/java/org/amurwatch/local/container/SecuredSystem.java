package org.amurwatch.local.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.amurwatch.local.secrets.TestSecrets;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;

/** A secured broker with users, topics and ACLs, made by the commands that make a real one. */
final class SecuredSystem implements AutoCloseable {

    private final Path secrets;
    private final SecuredKafka kafka;
    private final Commands commands;

    private SecuredSystem(Path folder, Path secrets, SecuredKafka kafka) {
        this.secrets = secrets;
        this.kafka = kafka;
        this.commands = new Commands(
                folder,
                Map.of(
                        "AMURWATCH_BOOTSTRAP_SERVERS", kafka.clients(),
                        "AMURWATCH_SECURITY_FOLDER", secrets.toString()));
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
        commands.with(Map.of(
                        "AMURWATCH_BOOTSTRAP_SERVERS",
                        kafka.brokers(),
                        "AMURWATCH_KAFKA_SECURITY_PROTOCOL",
                        "SSL",
                        "AMURWATCH_KAFKA_SSL_KEYSTORE_TYPE",
                        "PEM",
                        "AMURWATCH_KAFKA_SSL_KEYSTORE_LOCATION",
                        secrets.resolve("admin.pem").toString()))
                .require("cluster", "prepare", "--wait=PT1M", "--partitions=1");
    }

    /** A command on this machine, as the user whom it is for. */
    Commands.Answer run(String... arguments) throws IOException, InterruptedException {
        return commands.run(arguments);
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

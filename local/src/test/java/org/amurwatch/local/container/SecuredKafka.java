package org.amurwatch.local.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/**
 * One broker with the very settings of {@code broker-1} in docker-compose.yml, but for its addresses: a test is outside the
 * containers, so that the listeners CLIENT and BROKER are on ports of this machine, the same inside and outside.
 */
final class SecuredKafka extends GenericContainer<SecuredKafka> {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");
    private static final int CONTROLLER_PORT = 9094;
    private static final int READABLE_BY_ALL = 0644;

    private final int clientPort = freePort();
    private final int brokerPort = freePort();

    /** @param secrets the folder that 'secrets create' made */
    SecuredKafka(Path secrets) {
        super(Images.kafka());
        brokerSettings().forEach((name, value) -> withEnv(name, value));
        withEnv(
                "KAFKA_LISTENERS",
                "CLIENT://:" + clientPort + ",BROKER://:" + brokerPort + ",CONTROLLER://:" + CONTROLLER_PORT);
        withEnv("KAFKA_ADVERTISED_LISTENERS", "CLIENT://localhost:" + clientPort + ",BROKER://localhost:" + brokerPort);
        withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:" + CONTROLLER_PORT);
        withCopyFileToContainer(file(secrets, "broker-1.pem"), "/run/secrets/broker.pem");
        withCopyFileToContainer(file(secrets, "ca.crt"), "/run/secrets/ca.crt");
        setPortBindings(
                List.of("127.0.0.1:" + clientPort + ":" + clientPort, "127.0.0.1:" + brokerPort + ":" + brokerPort));
        waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(Duration.ofMinutes(2)));
    }

    /** The listener of applications and people: TLS, and SCRAM with a password. */
    String clients() {
        return "localhost:" + clientPort;
    }

    /** The listener of brokers and of the init job: TLS with a certificate on both sides. */
    String brokers() {
        return "localhost:" + brokerPort;
    }

    private static MountableFile file(Path secrets, String name) {
        return MountableFile.forHostPath(secrets.resolve(name), READABLE_BY_ALL);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> brokerSettings() {
        Map<String, Map<String, Object>> services =
                (Map<String, Map<String, Object>>) ComposeYaml.load().get("services");
        Map<String, Object> settings =
                (Map<String, Object>) services.get("broker-1").get("environment");
        return settings.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> resolved(entry.getValue())));
    }

    /** A value as Compose gives it to the container: variables by their defaults, {@code $$} for {@code $}. */
    private static String resolved(Object value) {
        return VARIABLE.matcher(String.valueOf(value))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2) == null ? "" : match.group(2)))
                .replace("$$", "$");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

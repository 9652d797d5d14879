package org.amurwatch.producer.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.security.TrustedCertificates;
import org.jspecify.annotations.Nullable;

/**
 * The devices' MQTT server, and how to listen to it.
 *
 * @param trust present: with TLS
 * @param user with whom to log in; empty: nobody logs in
 * @param passwordFile the user's password, read at each connection
 * @param clientId by which the server knows this process
 * @param sessionExpiry how long it keeps what comes for it
 * @param largestPacket octets of the largest that it may send
 * @param keepAlive how long nothing may be heard before the connection counts as lost
 * @param firstReconnect how long after a lost connection the next is tried
 * @param longestReconnect how long at most, after several
 */
record MqttServer(
        String host,
        int port,
        Optional<Trust> trust,
        Optional<String> user,
        Optional<Path> passwordFile,
        String clientId,
        Duration sessionExpiry,
        int largestPacket,
        Duration keepAlive,
        Duration firstReconnect,
        Duration longestReconnect) {

    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration FIRST_RECONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECONNECT = Duration.ofMinutes(1);
    /** Octets beside the payload: the topic, which has 65,535 at most, and properties. */
    private static final int BESIDE_PAYLOAD = 70_000;

    /**
     * What certificates are trusted.
     *
     * @param factory null: those that Java trusts
     */
    record Trust(@Nullable TrustManagerFactory factory) {}

    /** A user and a password; in no text. */
    record LogIn(String user, byte[] password) {
        @Override
        public String toString() {
            return "(not shown)";
        }
    }

    /** @throws CommandFailure (exit code 2) if a setting can't be used */
    static MqttServer of(MqttSettings settings) {
        if (settings.user().isPresent() != settings.passwordFile().isPresent()) {
            throw CommandFailure.usage("Settings amurwatch.mqtt.user and amurwatch.mqtt.password-file go together.");
        }
        if (!settings.tls() && settings.user().isPresent() && !isPrivate(settings.host())) {
            throw CommandFailure.usage("The MQTT server " + settings.host() + " has no private address: without TLS no"
                    + " password is sent there. Set amurwatch.mqtt.tls=true.");
        }
        if (!settings.tls() && settings.caFile().isPresent()) {
            throw CommandFailure.usage("Setting amurwatch.mqtt.ca-file is of use with amurwatch.mqtt.tls=true alone.");
        }
        within("under-way", settings.underWay(), 20, 60_000);
        within("bytes-under-way", settings.bytesUnderWay(), settings.largestMessage(), 1L << 30);
        within("largest-message", settings.largestMessage(), 1_000, 4 << 20);
        within(
                "session-expiry",
                settings.sessionExpiry().toSeconds(),
                60,
                Duration.ofDays(365).toSeconds());
        within("unused-bytes", settings.unusedBytes(), 1 << 20, 1L << 40);
        MqttServer server = new MqttServer(
                settings.host(),
                settings.port().orElse(settings.tls() ? TLS_PORT : PLAIN_PORT),
                settings.tls() ? Optional.of(new Trust(trusted(settings.caFile().orElse(null)))) : Optional.empty(),
                settings.user(),
                settings.passwordFile(),
                settings.clientId(),
                settings.sessionExpiry(),
                settings.largestMessage() + BESIDE_PAYLOAD,
                KEEP_ALIVE,
                FIRST_RECONNECT,
                LONGEST_RECONNECT);
        // A file that is not there is said at once, and not at each connection.
        server.logIn();
        return server;
    }

    private static void within(String setting, long value, long least, long most) {
        if (value < least || value > most) {
            throw CommandFailure.usage(
                    "Setting amurwatch.mqtt." + setting + " is " + value + ": expected " + least + " to " + most + ".");
        }
    }

    /** The user and the password as the file has it now. */
    Optional<LogIn> logIn() {
        if (user.isEmpty() || passwordFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            String password = Files.readString(passwordFile.get()).strip();
            return Optional.of(new LogIn(user.get(), password.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the file of setting amurwatch.mqtt.password-file ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private static boolean isPrivate(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static @Nullable TrustManagerFactory trusted(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            return TrustedCertificates.of(file);
        } catch (IOException e) {
            throw CommandFailure.usage("The certificates of setting amurwatch.mqtt.ca-file can't be used (" + file
                    + ": " + e.getClass().getSimpleName() + "): expected PEM.");
        }
    }
}

package org.amurwatch.security;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;

/**
 * The folder that holds what a process needs to be let in: the certificate of the authority that it trusts
 * ({@code ca.crt}), and of each {@link Party} that it may be, the password ({@code producer.password}).
 * A process is given those of its own parties alone.
 */
public final class SecurityFolder {

    private final Path folder;

    public SecurityFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Certificate of the authority that signed those of brokers and registry, PEM. */
    public Path authority() {
        return folder.resolve("ca.crt");
    }

    /** Where the password of a party stands, in one line. */
    public Path password(Party party) {
        return folder.resolve(party.label() + ".password");
    }

    /** The token that lets its bearer write schemas; only the job that registers them has it. */
    public Optional<Path> registryToken() {
        return Optional.of(folder.resolve("registry-writer.token")).filter(Files::exists);
    }

    /**
     * Kafka's settings by which a client is this party: TLS, and SCRAM with the password.
     *
     * @throws CommandFailure if the folder lacks what it needs
     */
    public Map<String, Object> clientSettings(Party party) {
        Map<String, Object> client = new HashMap<>();
        client.put("ssl.truststore.type", "PEM");
        client.put(
                "ssl.truststore.location",
                readable(authority(), "the certificate of the authority").toString());
        Path password = readable(password(party), "the password of '" + party.label() + "'");
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put("sasl.client.callback.handler.class", PasswordFileLogin.class);
        client.put("sasl.jaas.config", PasswordFileLogin.jaas(party.principal(), password));
        return client;
    }

    private static Path readable(Path file, String meaning) {
        String found;
        try {
            if (!Files.readString(file).isBlank()) {
                return file;
            }
            found = "is empty";
        } catch (NoSuchFileException e) {
            found = "is not there";
        } catch (AccessDeniedException e) {
            found = "may not be read by this user";
        } catch (IOException e) {
            found = Files.isDirectory(file)
                    ? "is a folder (Docker makes one where the file to mount is missing)"
                    : "can't be read (" + e.getMessage() + ")";
        }
        throw CommandFailure.usage(file + " should hold " + meaning + ", and " + found
                + ". Setting amurwatch.security-folder names the folder; './amurwatch secrets create' makes one.");
    }
}

package org.amurwatch.security;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * How this process reaches the schema registry: over TLS it trusts one authority alone and checks the registry's host name;
 * the job that registers schemas shows a token, everybody else reads without one. One client, for all serdes of a process.
 */
public final class RegistryAccess {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final int SCHEMAS_PER_SUBJECT = 1_000;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private final String url;
    private final @Nullable Path authority;
    private final SchemaRegistryClient client;

    /** A registry that needs no token and, if it speaks TLS, has a certificate that Java trusts by itself. */
    public RegistryAccess(String url) {
        this(url, null, null);
    }

    /**
     * @param url the registry's Confluent-compatible API ({@code https}, {@code http}), or {@code mock://NAME} in tests,
     *     which needs neither file
     * @param authority certificates in PEM of the only authorities to trust; null for those that Java trusts
     * @param token file whose one line is the token to show; null for none
     * @throws CommandFailure if a file can't be used, or the URL would show a token, or trust a registry, without TLS
     */
    public RegistryAccess(String url, @Nullable Path authority, @Nullable Path token) {
        this.url = url;
        this.authority = authority;
        this.client = SchemaRegistryClientFactory.newClient(
                Arrays.stream(url.split(",")).map(String::strip).toList(),
                SCHEMAS_PER_SUBJECT,
                List.of(new AvroSchemaProvider()),
                isMock() ? Map.of() : settings(authority, token),
                isMock() || token == null ? Map.of() : Map.of("Authorization", "Bearer " + token(token)));
    }

    public String url() {
        return url;
    }

    /** Whether the registry is one in memory, for tests. */
    public boolean isMock() {
        return url.startsWith("mock://");
    }

    public SchemaRegistryClient client() {
        return client;
    }

    /** What to tell the user, if a call failed because the registry's certificate is not one to trust; else empty. */
    public Optional<CommandFailure> distrust(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                String trusted = authority == null ? "an authority that Java trusts" : "an authority in " + authority;
                return Optional.of(new CommandFailure(
                        ExitCode.NOT_ALLOWED,
                        "The certificate of the schema registry at " + url
                                + " is not trusted: it must be valid today, for"
                                + " the host of that URL, and signed by " + trusted + " (" + cause.getMessage()
                                + "). Check the URL, or give the registry a certificate of that authority.",
                        failure));
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> settings(@Nullable Path authority, @Nullable Path token) {
        if (authority != null || token != null) {
            requireTls();
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put("http.connect.timeout.ms", CONNECT_MILLIS);
        settings.put("http.read.timeout.ms", READ_MILLIS);
        // Confluent's client takes the certificate of any host for the registry's, unless it is told otherwise.
        settings.put("schema.registry.ssl.endpoint.identification.algorithm", "https");
        if (authority != null) {
            settings.put("schema.registry.ssl.truststore.type", "PEM");
            settings.put("schema.registry.ssl.truststore.certificates", certificates(authority));
        }
        return settings;
    }

    private void requireTls() {
        for (String one : url.split(",")) {
            if (!one.strip().toLowerCase(Locale.ROOT).startsWith("https://")) {
                throw CommandFailure.usage("The schema registry must be reached over TLS where there is a certificate"
                        + " authority or a token for it, but its URL is " + one.strip()
                        + ". Make amurwatch.registry-url an https:// address.");
            }
        }
    }

    private static String certificates(Path file) {
        String expected = "the certificate of the authority that signed the schema registry's";
        String text = read(file, expected);
        if (!text.contains(BEGIN)) {
            throw unusable(file, expected, "there is no '" + BEGIN + "' in it");
        }
        try {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return text;
        } catch (CertificateException e) {
            throw unusable(file, expected, "what is in it is damaged: " + e.getMessage());
        }
    }

    private static String token(Path file) {
        String expected = "the token of the schema registry";
        String token = read(file, expected).strip();
        if (token.isEmpty() || !token.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw unusable(file, expected, "a token is one line without spaces");
        }
        return token;
    }

    private static String read(Path file, String expected) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unusable(file, expected, e.getClass().getSimpleName());
        }
    }

    private static CommandFailure unusable(Path file, String expected, String reason) {
        return CommandFailure.usage("Can't use " + file + ", which should hold " + expected + ": " + reason
                + ". './amurwatch secrets create' makes it.");
    }
}

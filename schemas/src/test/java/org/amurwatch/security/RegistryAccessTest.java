package org.amurwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.SchemaRegistration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {

    @TempDir
    static Path folder;

    private static @Nullable TlsRegistry registry;
    private static @Nullable TlsRegistry elsewhere;

    @BeforeAll
    static void start() throws Exception {
        registry = new TlsRegistry(folder, "localhost");
        elsewhere = new TlsRegistry(folder, "elsewhere.example");
    }

    @AfterAll
    static void stop() {
        registry().close();
        elsewhere().close();
    }

    @Test
    void shouldReadFromARegistryWithACertificateOfTheAuthority() throws Exception {
        RegistryAccess access = new RegistryAccess(registry().url(), registry().authority(), null);

        assertThat(access.client().getAllSubjects()).containsExactly("a-value");
        assertThat(registry().shownTokens()).last().isEqualTo("");
    }

    @Test
    void shouldRefuseACertificateThatOnlyItsOwnFileVouchesForWhenNoFileIsGiven() {
        RegistryAccess access = new RegistryAccess(registry().url());

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> access.client().getAllSubjects());
    }

    @Test
    void shouldRefuseACertificateForAnotherHost() {
        RegistryAccess access =
                new RegistryAccess(elsewhere().url(), elsewhere().authority(), null);

        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> access.client().getAllSubjects())
                .withMessageContaining("localhost");
    }

    @Test
    void shouldRefuseACertificateOfAnotherAuthorityAndSaySo() {
        Path foreign = elsewhere().authority();
        SchemaRegistration registration =
                new SchemaRegistration(new RegistryAccess(registry().url(), foreign, null));

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(registration::check)
                .withMessageContaining(registry().url())
                .withMessageContaining("is not trusted")
                .withMessageContaining(foreign.toString())
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void shouldSayNothingOfTrustWhenTheRegistryCannotBeReached() {
        RegistryAccess access =
                new RegistryAccess("https://localhost:1", registry().authority(), null);

        assertThat(access.distrust(new IOException("Connection refused"))).isEmpty();
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new SchemaRegistration(access).check())
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void shouldShowTheTokenOfTheFile() throws Exception {
        Path token = file("writer.token", TlsRegistry.TOKEN + "\n");
        RegistryAccess access = new RegistryAccess(registry().url(), registry().authority(), token);

        assertThat(access.client().updateCompatibility(null, "FULL")).isEqualTo("FULL");
        assertThat(registry().shownTokens()).last().isEqualTo("Bearer " + TlsRegistry.TOKEN);
    }

    @Test
    void shouldSayThatATokenIsMissingToWrite() {
        RegistryAccess reader = new RegistryAccess(registry().url(), registry().authority(), null);

        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(() -> reader.client().updateCompatibility(null, "FULL"));
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new SchemaRegistration(reader).register())
                .withMessageContaining("status 401")
                .withMessageContaining("token")
                .extracting(CommandFailure::exitCode)
                .isEqualTo(ExitCode.NOT_ALLOWED);
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        Path missing = folder.resolve("missing");

        assertThatUnusable("https://localhost", missing, null).withMessageContaining("missing");
        assertThatUnusable("https://localhost", registry().authority(), missing).withMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n"})
    void shouldSayThatTheFileHoldsNoCertificate(String content) throws Exception {
        assertThatUnusable("https://localhost", file("ca.crt", content), null)
                .withMessageContaining("ca.crt")
                .withMessageContaining("the certificate of the authority");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words", "two\nlines"})
    void shouldSayThatTheFileHoldsNoToken(String content) throws Exception {
        assertThatUnusable("https://localhost", null, file("bad.token", content))
                .withMessageContaining("bad.token")
                .withMessageContaining("one line");
    }

    @Test
    void shouldNotShowATokenNorTrustARegistryWithoutTls() throws Exception {
        Path token = file("writer.token", TlsRegistry.TOKEN);

        assertThatUnusable("http://localhost:8080", null, token).withMessageContaining("http://localhost:8080");
        assertThatUnusable("http://localhost:8080", registry().authority(), null)
                .withMessageContaining("https://");
        assertThatUnusable("https://localhost,http://localhost", null, token).withMessageContaining("http://localhost");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<CommandFailure> assertThatUnusable(
            String url, @Nullable Path authority, @Nullable Path token) {
        var thrown = assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new RegistryAccess(url, authority, token));
        thrown.extracting(CommandFailure::exitCode).isEqualTo(ExitCode.WRONG_USAGE);
        return thrown;
    }

    private static Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static TlsRegistry registry() {
        return java.util.Objects.requireNonNull(registry);
    }

    private static TlsRegistry elsewhere() {
        return java.util.Objects.requireNonNull(elsewhere);
    }
}

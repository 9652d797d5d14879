package org.amurwatch.producer.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedReportTest {

    private static final byte[] PASSPHRASE = "a bear walks over the ice".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static Statement statement(String text) {
        return new Statement(
                "code-1",
                "report/event-1",
                "oak-7",
                "Somebody",
                "+7 000",
                text,
                "SNARE",
                43.1234,
                131.4567,
                null,
                "2026-01-17T06:00:00Z",
                "2026-01-17T06:18:44Z");
    }

    private static ECKey key() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    @Test
    void shouldBeOpenedByItsKeyAlone() throws Exception {
        ECKey key = key();
        String sealed = SealedReport.seal(statement("at the spring"), key.toPublicJWK());
        assertThat(SealedReport.open(sealed + "\n", key)).isEqualTo(statement("at the spring"));
        assertThat(SealedReport.keyId(sealed)).isEqualTo(key.getKeyID());

        ECKey other = key();
        assertThatThrownBy(() -> SealedReport.open(sealed, other))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("does not open");
        int middle = sealed.lastIndexOf('.') - 20;
        String changed =
                sealed.substring(0, middle) + (sealed.charAt(middle) == 'A' ? 'B' : 'A') + sealed.substring(middle + 1);
        assertThatThrownBy(() -> SealedReport.open(changed, key)).isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> SealedReport.open("no.jwe", key)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void shouldTellNothingButTheKeyFromOutside() throws Exception {
        ECKey key = key();
        String sealed = SealedReport.seal(statement("at the spring"), key.toPublicJWK());
        String header = new String(
                Base64.getUrlDecoder().decode(sealed.substring(0, sealed.indexOf('.'))), StandardCharsets.UTF_8);
        assertThat(header).contains("ECDH-ES+A256KW", "A256GCM", key.getKeyID()).doesNotContain("oak", "code-1");
        assertThat(SealedReport.seal(statement("x".repeat(300)), key.toPublicJWK()))
                .as("how much was said")
                .hasSameSizeAs(sealed);
        assertThat(statement("at the spring").toString()).doesNotContain("oak-7", "Somebody", "spring", "43.1");
    }

    @Test
    void shouldKeepThePrivateKeyForItsOwnerAndThePassphrase() throws Exception {
        Path file = folder.resolve("handler.key");
        ECKey made = HandlerKeyFile.create(file, PASSPHRASE.clone());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ECKey opened = HandlerKeyFile.readPrivate(file, PASSPHRASE.clone());
        ECKey sealing = HandlerKeyFile.readPublic(folder.resolve("handler.pub"));
        assertThat(sealing).isEqualTo(made).isEqualTo(opened.toPublicJWK());
        assertThat(Files.readString(file)).doesNotContain(opened.getD().toString());
        assertThat(SealedReport.open(SealedReport.seal(statement("x"), sealing), opened))
                .isEqualTo(statement("x"));

        assertThatThrownBy(() -> HandlerKeyFile.readPrivate(file, "another one".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("passphrase does not open");
        assertThatThrownBy(() -> HandlerKeyFile.create(file, PASSPHRASE.clone()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is there already");
        assertThatThrownBy(() -> HandlerKeyFile.readPublic(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is no key of a handler");
        assertThatThrownBy(() -> HandlerKeyFile.readPrivate(folder.resolve("handler.pub"), PASSPHRASE.clone()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is no key of a handler");
        assertThatThrownBy(() -> HandlerKeyFile.readPublic(folder.resolve("nothing.pub")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("nothing.pub");
    }

    @Test
    void shouldSealWithNoPrivateKey() throws Exception {
        Path file = Files.writeString(folder.resolve("open.pub"), key().toJSONString());
        assertThatThrownBy(() -> HandlerKeyFile.readPublic(file))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("not encrypted");
    }
}

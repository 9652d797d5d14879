package org.amurwatch.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    private static final byte[] TEXT = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void shouldBeMadeOnceForItsOwnerAloneAndReadAgain() throws IOException {
        Path file = folder.resolve("secrets").resolve("signing.key");
        byte[] signature = SigningKey.at(file).sign(TEXT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        SigningKey again = SigningKey.at(file);
        assertThat(again.publicKey().verifies(TEXT, signature)).isTrue();
        assertThat(again.publicKey().verifies(new byte[] {1, 2, 4}, signature)).isFalse();
        assertThat(again.publicKey().verifies(TEXT, new byte[12]))
                .as("no signature at all")
                .isFalse();
    }

    @Test
    void shouldBeVerifiedByItsOwnPublicKeyAlone() {
        SigningKey key = SigningKey.at(folder.resolve("one.key"));
        PublicSigningKey own = PublicSigningKey.read(key.publicKey().pem()).orElseThrow();
        PublicSigningKey other = SigningKey.at(folder.resolve("other.key")).publicKey();

        assertThat(own.verifies(TEXT, key.sign(TEXT))).isTrue();
        assertThat(own.fingerprint()).isEqualTo(key.publicKey().fingerprint()).isNotEqualTo(other.fingerprint());
        assertThat(other.verifies(TEXT, key.sign(TEXT))).isFalse();
    }

    @Test
    void shouldRefuseAFileThatIsNoPairOfKeys() throws IOException {
        Path half = folder.resolve("half.key");
        SigningKey.at(half);
        SigningKey.at(folder.resolve("other.key"));
        String own = Files.readString(half);
        String foreign = SigningKey.at(folder.resolve("other.key")).publicKey().pem();
        Files.writeString(half, own.substring(0, own.indexOf("-----BEGIN PUBLIC")) + foreign);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SigningKey.at(half))
                .withMessageContaining("expected a PRIVATE KEY of Ed25519 and its PUBLIC KEY");
        assertThat(PublicSigningKey.read("nothing")).isEmpty();
    }
}

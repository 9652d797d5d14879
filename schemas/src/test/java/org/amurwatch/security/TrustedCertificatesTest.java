package org.amurwatch.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be used; that certificates are trusted, and others are not, is tested where there are servers. */
class TrustedCertificatesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatAFileHoldsNoCertificatesWithoutShowingIt() throws IOException {
        for (String content :
                new String[] {"", "secret", "-----BEGIN CERTIFICATE-----\nsecret\n-----END CERTIFICATE-----\n"}) {
            Path file = Files.writeString(folder.resolve("ca.pem"), content);
            assertThatThrownBy(() -> TrustedCertificates.of(file))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("trusted certificates")
                    .hasMessageNotContaining("secret");
        }
    }
}

package org.amurwatch.consumer.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates of servers in tests, in a folder: {@code keys.p12}, and PEM files. */
public final class Keytool {

    public static final String PASSWORD = "changeit";

    private final Path folder;

    public Keytool(Path folder) {
        this.folder = folder;
    }

    public Path keyStore() {
        return folder.resolve("keys.p12");
    }

    /** Makes a key and its certificate, for localhost. */
    public void make(String alias) throws IOException, InterruptedException {
        run("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", "SAN=dns:localhost");
    }

    /** Writes the certificate. */
    public Path certificate(String alias, String file) throws IOException, InterruptedException {
        run(
                "-exportcert",
                "-rfc",
                "-alias",
                alias,
                "-file",
                folder.resolve(file).toString());
        return folder.resolve(file);
    }

    /** Writes the private key. */
    public Path key(String alias, String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keyStore().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

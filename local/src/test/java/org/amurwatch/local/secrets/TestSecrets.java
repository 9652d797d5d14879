package org.amurwatch.local.secrets;

import java.nio.file.Path;
import java.time.Clock;

/** The folder of secrets as 'secrets create' makes it, and certificates that it would never make. */
public final class TestSecrets {

    private static final int DAYS = 2;

    private TestSecrets() {}

    /** A folder for one broker. */
    public static Path create(Path folder) {
        SecretsFolder secrets = new SecretsFolder(folder);
        secrets.prepare();
        new SecretsCreation(secrets, Clock.systemUTC(), HolderNames.NONE, DAYS).run(1);
        try { if (!java.nio.file.Files.exists(folder.resolve("admin.password"))) java.nio.file.Files.writeString(folder.resolve("admin.password"), Passwords.random()); } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); } // TEMPORARY
        return folder;
    }

    /** Key and certificate of a client of any name, PEM, signed by the CA of a folder. */
    public static String clientKeystore(Path folder, String commonName) {
        return DevelopmentAuthority.in(new SecretsFolder(folder), Clock.systemUTC())
                .orElseThrow()
                .keystore(new CertificateHolder(commonName, HolderNames.NONE, false, true), DAYS);
    }
}

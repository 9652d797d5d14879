package org.amurwatch.local.secrets;

import java.nio.file.Path;
import java.time.Clock;
import org.amurwatch.local.AmurWatch;

/** The folder of secrets as 'secrets create' makes it, and certificates that it would never make. */
public final class TestSecrets {

    private static final int DAYS = 2;

    private TestSecrets() {}

    /** A folder as an operator makes it. */
    public static Path create(Path folder) {
        int exitCode = AmurWatch.commandLine().execute("secrets", "create", "--folder", folder.toString());
        if (exitCode != 0) {
            throw new AssertionError("secrets create: exit code " + exitCode);
        }
        return folder;
    }

    /** Key and certificate of a client of any name, PEM, signed by the CA of a folder. */
    public static String clientKeystore(Path folder, String commonName) {
        return DevelopmentAuthority.in(new SecretsFolder(folder), Clock.systemUTC())
                .orElseThrow()
                .keystore(new CertificateHolder(commonName, HolderNames.NONE, false, true), DAYS);
    }
}

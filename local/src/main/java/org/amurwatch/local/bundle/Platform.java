package org.amurwatch.local.bundle;

import java.util.Locale;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * What a bundle runs on. A Java runtime holds native code, so a bundle is for the system and the architecture it was made on.
 *
 * @param system as {@code uname -s} says it, in small letters
 * @param architecture as {@code uname -m} says it
 */
record Platform(String system, String architecture) {

    static Platform ofThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** From Java's words for them, which differ from uname's. */
    static Platform of(String javaSystem, String javaArchitecture) {
        String system = javaSystem.toLowerCase(Locale.ROOT);
        if (!system.equals("linux")) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Bundles are for Linux, and are made on Linux; this is " + javaSystem
                            + ". Run it on a Linux machine.");
        }
        return new Platform(system, javaArchitecture.equals("amd64") ? "x86_64" : javaArchitecture);
    }

    @Override
    public String toString() {
        return system + "-" + architecture;
    }
}

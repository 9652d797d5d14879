package org.amurwatch.local.bundle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Makes a Java runtime out of the JDK that runs this process. */
final class JlinkRuntime {

    /**
     * The modules of Java that the system needs. A list by hand: libraries load classes by name, which no tool finds. That it is
     * whole is shown by the demo, run from a bundle.
     */
    static final List<String> MODULES = List.of(
            "java.se",
            // Encodings of tables beyond the common ones; months and numbers in the languages of teams.
            "jdk.charsets",
            "jdk.localedata",
            // TLS, and the ways to sign in to a cluster that Kafka's clients know.
            "jdk.crypto.cryptoki",
            "jdk.crypto.ec",
            "jdk.naming.dns",
            "jdk.security.auth",
            "jdk.security.jgss",
            // What the broker, the registry and RocksDB's wrapper reach for.
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs",
            // The patrol phone.
            "jdk.httpserver",
            // To look into a process that misbehaves: jcmd, flight recordings.
            "jdk.jcmd",
            "jdk.jfr",
            "jdk.management.agent");

    private static final int JDK_THAT_NEEDS_NO_JMODS = 24;

    /** Writes the runtime to a folder that does not exist yet. */
    void make(Path folder) {
        String home = System.getProperty("java.home");
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow(() -> needsJdk(home, "no jlink"));
        if (!Files.isDirectory(Path.of(home, "jmods")) && Runtime.version().feature() < JDK_THAT_NEEDS_NO_JMODS) {
            throw needsJdk(home, "no folder jmods");
        }
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        // No class data sharing archive: two of them differ in some bytes. install.sh makes it.
        int code = jlink.run(
                writer,
                writer,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString());
        if (code != 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "jlink of " + home + " can't make a Java runtime in " + folder + " (exit code " + code + "): "
                            + said.toString().strip());
        }
    }

    private static CommandFailure needsJdk(String home, String what) {
        return new CommandFailure(
                ExitCode.FAILED,
                "A bundle needs a whole JDK to take its Java runtime from; " + home + " has " + what
                        + ". Install one (Debian: openjdk-17-jdk-headless; Fedora: java-17-openjdk-devel and"
                        + " java-17-openjdk-jmods), or set JAVA_HOME to one.");
    }
}

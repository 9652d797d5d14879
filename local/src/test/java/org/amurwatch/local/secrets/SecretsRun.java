package org.amurwatch.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amurwatch.cli.CommandLines;
import picocli.CommandLine;

/** Runs {@code secrets} on one folder, and keeps all that it printed. */
final class SecretsRun {

    private final Path folder;
    private final Clock clock;
    private final PasswordChange brokers;
    private final StringBuilder printed = new StringBuilder();
    private String out = "";
    private String err = "";

    SecretsRun(Path folder, Clock clock, PasswordChange brokers) {
        this.folder = folder;
        this.clock = clock;
        this.brokers = brokers;
    }

    SecretsRun(Path folder) {
        this(folder, Clock.systemUTC(), (connection, party, password) -> {
            throw new AssertionError("No broker should be told.");
        });
    }

    int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        CommandLine line = CommandLines.of(new SecretsCommand(clock, brokers))
                .setOut(new PrintWriter(outText))
                .setErr(new PrintWriter(errText));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--folder", folder.toString()));
        int exitCode = line.execute(all.toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
        printed.append(out).append(err);
        return exitCode;
    }

    void done(String... arguments) {
        assertThat(run(arguments)).as("%s: %s", List.of(arguments), err).isZero();
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    /** All that was printed since the beginning. */
    String printed() {
        return printed.toString();
    }

    /** Content of each file by its name. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        names().forEach(name -> contents.put(name, read(name)));
        return contents;
    }

    /** Permissions of each file by its name. */
    Map<String, String> modes() {
        Map<String, String> modes = new TreeMap<>();
        names().forEach(name -> modes.put(name, mode(folder.resolve(name))));
        return modes;
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Pem pem(String name) {
        try {
            return Pem.read(read(name));
        } catch (UnusableSecret e) {
            throw new AssertionError(e);
        }
    }
}

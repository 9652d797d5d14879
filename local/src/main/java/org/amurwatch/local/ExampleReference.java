package org.amurwatch.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.local.system.Ports;
import org.amurwatch.local.system.StateFolder;
import picocli.CommandLine;

/**
 * Loads the example territories, places, teams and policies, by the very commands that a user would use; the files stay in
 * {@code .amurwatch/example} to be read and changed.
 */
final class ExampleReference {

    /** One of its teams. */
    static final String TEAM = "team-kedrovaya-pad";

    /** Commands and their files, in an order in which none names what is not there yet. */
    private static final Map<String, String> FILES = files();

    private final CommandLine commands;
    private final StateFolder state;
    private final Ports ports;
    private final Terminal terminal;

    ExampleReference(CommandLine commands, StateFolder state, Ports ports, Terminal terminal) {
        this.commands = commands;
        this.state = state;
        this.ports = ports;
        this.terminal = terminal;
    }

    void load() {
        FILES.forEach((command, file) -> {
            if (commands.getSubcommands().containsKey(command)) {
                load(command, copy(file));
            }
        });
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("territories", "territories.geojson");
        files.put("places", "places.geojson");
        files.put("teams", "teams.yaml");
        files.put("policies", "policies.yaml");
        return files;
    }

    private void load(String command, Path file) {
        long begin = System.nanoTime();
        StringWriter said = new StringWriter();
        commands.setOut(new PrintWriter(Writer.nullWriter()));
        commands.setErr(new PrintWriter(said, true));
        int code = commands.execute(
                command,
                "load",
                file.toString(),
                "--bootstrap-servers",
                ports.bootstrapServers(),
                "--registry-url",
                ports.registryUrl());
        if (code != 0) {
            throw new CommandFailure(
                    code,
                    "The example " + command + " of " + file + " could not be loaded: "
                            + said.toString().strip());
        }
        terminal.done(command, Duration.ofNanos(System.nanoTime() - begin), "examples from " + file);
    }

    private Path copy(String name) {
        Path file = state.example().resolve(name);
        try (InputStream in = ExampleReference.class.getResourceAsStream("/example/" + name)) {
            Files.createDirectories(state.example());
            Files.copy(
                    java.util.Objects.requireNonNull(in, "The resource is part of this build."),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file + ".", e);
        }
    }
}

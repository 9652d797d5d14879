package org.amurwatch.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.local.system.Ports;
import org.amurwatch.local.system.StateFolder;
import picocli.CommandLine;

/**
 * Loads the example territories and teams, by the very commands that a user would use; the files stay in
 * {@code .amurwatch/example} to be read and changed.
 */
final class ExampleReference {

    private static final Map<String, String> FILES =
            Map.of("territories", "territories.geojson", "teams", "teams.yaml");

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
        for (String command : List.of("territories", "teams")) {
            if (commands.getSubcommands().containsKey(command)) {
                load(command, copy(FILES.get(command)));
            }
        }
    }

    private void load(String command, Path file) {
        long begin = System.nanoTime();
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
                    code, "The example " + command + " of " + file + " could not be loaded: see the message above.");
        }
        terminal.done(command, Duration.ofNanos(System.nanoTime() - begin), "examples from " + file);
    }

    private Path copy(@org.jspecify.annotations.Nullable String name) {
        Path file = state.example().resolve(java.util.Objects.requireNonNull(name));
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

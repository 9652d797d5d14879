package org.amurwatch.local;

import java.util.List;
import org.amurwatch.cli.SystemCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** An {@code up} of a build that has no services: broker, registry and phone alone, for tests that run the services themselves. */
@Command(name = "amurwatch")
final class UpWithoutServices {

    private UpWithoutServices() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        UpCommand up = new UpCommand(UpWithoutServices::commandLine, (connection, clock) -> {
            throw new UnsupportedOperationException("No demo without services.");
        });
        return SystemCommands.program(new UpWithoutServices(), List.of(up));
    }
}

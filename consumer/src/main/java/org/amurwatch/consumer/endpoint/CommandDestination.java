package org.amurwatch.consumer.endpoint;

import java.util.List;

/**
 * A program of the operator's that brings messages where this program can't.
 *
 * @param command the program and its arguments, as they are: no shell reads them
 */
public record CommandDestination(List<String> command) implements Destination {

    public static final String CHANNEL = "command";

    public CommandDestination {
        command = List.copyOf(command);
    }

    static CommandDestination read(EndpointFields fields) {
        List<String> command = fields.texts("command");
        if (!command.get(0).startsWith("/")) {
            throw new IllegalArgumentException(
                    "Its 'command' does not begin with the whole path of a program, such as /usr/bin/gammu-smsd-inject.");
        }
        return new CommandDestination(command);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public String toString() {
        return CHANNEL;
    }
}

package org.amurwatch.cli;

/**
 * A command that stands below another one, which a different module may bring: {@code alerts route} of streams-app below
 * {@code alerts} of consumer. In a program that has no such command, an empty one that only groups takes its place.
 */
public interface Subcommand {

    /** Name of the command that it stands below, such as {@code alerts}. */
    String parent();
}

package org.amurwatch.event;

/** What the {@link Register} says of a statement. */
public enum Standing {
    /** The first about its event. */
    ACCEPTED,
    /** What is known already, again. */
    REPEAT,
    /** Earlier than what is known, or replaced by it: changes nothing. */
    SUPERSEDED,
    /** A later statement with another content, a withdrawal and the return of a withdrawn event among them. */
    CORRECTION
}

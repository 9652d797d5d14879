package org.amurwatch.topic;

/** Transactional ids with a name of their own; those of the Streams applications begin as {@link Generations} says. */
public final class Transactions {

    /** Whoever changes a record of {@link Topics#SOURCES}: of several who read, then write, one at a time can. */
    public static final String SOURCES = "sources";

    private Transactions() {}
}

package org.amurwatch.event;

/**
 * The canary: one event that is stated anew again and again, and goes the whole way of an alert to a channel that tells nobody.
 * As long as it arrives, alerts do. It has one identity, so that nothing that is kept by event grows by it.
 */
public final class Canary {

    /** Source of the event. */
    public static final String SOURCE_ID = "canary";

    /** The event, for good. */
    public static final EventKey EVENT = new EventKey(SOURCE_ID, "alert-path");

    /** The team that is told of it: no team of the reference data, and nobody. */
    public static final String TEAM_ID = "canary";

    /** The endpoint that takes it: in no file, known to dispatch itself. */
    public static final String ENDPOINT = "canary";

    private Canary() {}
}

package org.amurwatch.topic;

/** Consumer groups with a name of their own; those of the Streams applications are in {@link Generations}. */
public final class Groups {

    /** Shares out what {@code dispatch} sends. */
    public static final String DISPATCH = "dispatch";

    /** One group for each partner begins so: a slow partner keeps no other waiting. */
    public static final String PARTNER_PREFIX = "partner-";

    /** Each endpoint that gets the heads of the audit has a group of its own: this and its name. */
    public static final String AUDIT_HEADS_PREFIX = "audit-heads-";

    private Groups() {}
}

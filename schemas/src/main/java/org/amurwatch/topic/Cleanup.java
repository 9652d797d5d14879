package org.amurwatch.topic;

/** What Kafka does with old records of a topic. */
public enum Cleanup {
    /** Keeps every record for good. */
    KEEP("delete"),
    /** Keeps the last record of each key. */
    COMPACT("compact"),
    /** Deletes records after the topic's retention. */
    DELETE("delete"),
    /** Keeps the last record of each key, and deletes that too after the topic's retention. */
    COMPACT_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}

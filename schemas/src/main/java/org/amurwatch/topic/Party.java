package org.amurwatch.topic;

/** Who writes and reads topics: one principal each where the system is secured. */
public enum Party {
    /** Everything that publishes events and reference data: import, report, HTTP, load commands. */
    PRODUCER,
    /** Streams application "decisions": intake, alerting, delivery. */
    DECISIONS,
    /** Streams application "records": activity. */
    RECORDS,
    /** The consumer that sends alerts out. */
    DISPATCH,
    /** Read commands, and later the dashboard. */
    READER,
    /** The person who runs the system: rebuild, dead letters, schemas, topics. */
    OPERATOR
}

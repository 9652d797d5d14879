package org.amurwatch.security;

import java.util.Locale;

/** Who talks to the brokers: one principal each where the system is secured. */
public enum Party {
    /** The commands that publish events and reference data: import, report, load, sources. */
    PRODUCER,
    /** The services that others send events to: HTTP and MQTT. */
    INGEST,
    /** Streams application "decisions": intake, incidents, delivery. */
    DECISIONS,
    /** Streams application "records": activity. */
    RECORDS,
    /** The consumer that sends alerts out. */
    DISPATCH,
    /** Read commands. */
    READER,
    /** The dashboard: reads what it shows, and writes what people answer on it. */
    DASHBOARD,
    /** What partners are given: reads what is released, and so can give nothing more exact away. */
    PARTNERS,
    /** The person who runs the system: rebuild, dead letters, balance. */
    OPERATOR,
    /** Who handles informants: reads and erases what they told, and nothing else. */
    HANDLER,
    /** The schema registry, which keeps what it knows in topics of its own. */
    REGISTRY,
    /** Whoever makes the system on the brokers: users, topics, ACLs. A super user. */
    ADMIN;

    /** Its name in settings and files: producer, decisions ... */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The user that the brokers know it by: amurwatch-producer, amurwatch-decisions ... */
    public String principal() {
        return "amurwatch-" + label();
    }
}

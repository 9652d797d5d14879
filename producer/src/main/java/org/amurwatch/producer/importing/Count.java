package org.amurwatch.producer.importing;

/**
 * What an import counts. Of the rows of observations each one counts once: read = animals + people + covered +
 * unclassified + unknown + blank + superseded + repeated + rejected rows of observations. Of the events that the package
 * states: new + changed + duplicates.
 */
public enum Count {
    READ("read", "rows of observations in the package"),
    PUBLISHED("published", "sightings and poaching alerts sent and acknowledged: the new and the changed ones"),
    DUPLICATES("duplicates", "events that were published before with the same content, and were not sent again"),
    SUPERSEDED(
            "superseded", "rows of deployments of which a later package was imported before; nothing of them was sent"),
    WITHDRAWN("withdrawn", "published events of the package's deployments that the package does not state any more"),
    NEW("new", "events that were not published before"),
    CHANGED("changed", "events that were published before with another content"),
    ANIMALS("animals", "rows that are an event each: animals with a name"),
    PEOPLE("people", "rows that show people or vehicles; one event for all rows of one eventID and type"),
    COVERED("covered", "rows of single pictures of events that also have a row for the whole event, which holds"),
    UNCLASSIFIED("unclassified", "rows that nobody has looked at; counted, not sent"),
    UNKNOWN("unknown", "rows that were not recognised, and animals without a name; counted, not sent"),
    BLANK("blank", "rows that show nothing; counted, not sent"),
    REPEATED("repeated", "rows that stand in the package before, word for word");

    private final String label;
    private final String meaning;

    Count(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** Its name in the summary. */
    public String label() {
        return label;
    }

    /** What is counted. */
    public String meaning() {
        return meaning;
    }
}

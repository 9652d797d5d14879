package org.amurwatch.streams.trial;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one set of rules raised.
 *
 * @param set the set's name
 * @param incidents by id; those that were merged into others are not among them
 */
public record RaisedBySet(String set, Map<String, RaisedIncident> incidents) {

    public RaisedBySet {
        incidents = new TreeMap<>(incidents);
    }

    /** First messages of incidents to duty officers. */
    public long reviewPages() {
        return incidents.values().stream()
                .filter(incident -> incident.reviewRule() != null)
                .count();
    }

    /** First messages of incidents to teams. */
    public long dispatchPages() {
        return incidents.values().stream()
                .filter(incident -> incident.dispatchRule() != null)
                .count();
    }
}

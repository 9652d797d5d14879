package org.amurwatch.streams.rule;

import java.util.List;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;

/**
 * Events that one rule says belong together.
 *
 * @param rule name of the rule
 * @param version of its set
 * @param severity how bad it is
 * @param level whom it pages
 * @param eventKeys the events, in order of key; one at least
 */
public record Match(String rule, int version, Severity severity, PageLevel level, List<String> eventKeys) {

    public Match {
        eventKeys = eventKeys.stream().sorted().distinct().toList();
        if (eventKeys.isEmpty()) {
            throw new IllegalArgumentException("A match has an event; rule " + rule + " gave none.");
        }
    }
}

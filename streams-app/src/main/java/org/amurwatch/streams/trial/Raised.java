package org.amurwatch.streams.trial;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.PageLevel;

/**
 * What one set of rules raised in the period of a trial.
 *
 * @param incidents that were opened in it, without those that became part of others; by time
 * @param pages in it, by time
 * @param messages in it: pages and updates, each counted once however many teams got it
 */
public record Raised(List<RaisedIncident> incidents, List<RaisedPage> pages, int messages) {

    public Raised {
        incidents = List.copyOf(incidents);
        pages = List.copyOf(pages);
    }

    long pages(PageLevel level) {
        return pages.stream().filter(page -> page.level() == level).count();
    }

    long pages(PageLevel level, String rule) {
        return pages.stream()
                .filter(page -> page.level() == level && page.rule().equals(rule))
                .count();
    }

    long incidents(String rule) {
        return incidents.stream()
                .filter(incident -> incident.rules().contains(rule))
                .count();
    }

    /** Names of rules that raised anything. */
    Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        incidents.forEach(incident -> rules.addAll(incident.rules()));
        pages.forEach(page -> rules.add(page.rule()));
        return rules;
    }
}

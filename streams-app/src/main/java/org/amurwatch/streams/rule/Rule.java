package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One rule: which events belong together, how bad that is, whom it pages and what is said.
 *
 * @param name unique in its set
 * @param reason why it exists, for those who wonder whether they may delete it
 * @param severity of an incident that it opens or joins, at least
 * @param level whom it pages
 * @param maxAge how old (received minus observed) an event may be and still count as fresh for this rule; null: as old as
 *     {@link MaxAge} lets its kind be
 * @param coolDown for that long after a page about an incident, no page of the same severity about more of the same
 * @param texts what is said, by language (en, ru, zh), with the placeholders of {@link #PLACEHOLDERS}
 * @param pattern what it looks for
 */
public record Rule(
        String name,
        String reason,
        Severity severity,
        PageLevel level,
        @Nullable Duration maxAge,
        Duration coolDown,
        Map<String, String> texts,
        Pattern pattern) {

    /** Every rule speaks all of them. */
    public static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    /**
     * What texts may hold in braces: where by named places, what was found by its kind, how many events, when the latest was
     * observed by the clock of the place, and the territory's name.
     */
    public static final Set<String> PLACEHOLDERS = Set.of("place", "kind", "count", "time", "territory");

    public Rule {
        texts = Map.copyOf(texts);
    }

    public RuleKind kind() {
        return pattern.kind();
    }

    /** Whether an event may, as far as this rule is concerned, open an incident or page. */
    public boolean isFresh(RuleEvent event) {
        return event.fresh()
                && (maxAge == null
                        || Duration.between(event.observedAt(), event.receivedAt())
                                        .compareTo(maxAge)
                                <= 0);
    }
}

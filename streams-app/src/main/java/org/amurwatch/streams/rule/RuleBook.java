package org.amurwatch.streams.rule;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which set of rules is in force when. Immutable. */
public final class RuleBook {

    private final Rules builtIn;
    private final NavigableMap<Instant, Rules> byEffectiveAt;

    private RuleBook(Rules builtIn, NavigableMap<Instant, Rules> byEffectiveAt) {
        this.builtIn = builtIn;
        this.byEffectiveAt = byEffectiveAt;
    }

    /**
     * @param builtIn in force before the first of the others
     * @param byEffectiveAt the others, by the moment from which each is in force
     */
    public static RuleBook of(Rules builtIn, Map<Instant, Rules> byEffectiveAt) {
        return new RuleBook(builtIn, new TreeMap<>(byEffectiveAt));
    }

    /**
     * The set by which an event is judged.
     *
     * @param recordTimestamp when the event was received
     */
    public Rules inForceAt(Instant recordTimestamp) {
        Map.Entry<Instant, Rules> last = byEffectiveAt.floorEntry(recordTimestamp);
        return last == null ? builtIn : last.getValue();
    }
}

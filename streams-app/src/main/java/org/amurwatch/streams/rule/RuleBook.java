package org.amurwatch.streams.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.RuleSet;

/** Which set of rules is in force when. Immutable. */
public final class RuleBook {

    private final Rules builtIn;
    private final NavigableMap<Instant, Rules> byEffectiveAt;
    private final List<Mistake> mistakes;
    private final Set<Integer> leftOut;

    private RuleBook(
            Rules builtIn, NavigableMap<Instant, Rules> byEffectiveAt, List<Mistake> mistakes, Set<Integer> leftOut) {
        this.leftOut = Set.copyOf(leftOut);
        this.builtIn = builtIn;
        this.byEffectiveAt = byEffectiveAt;
        this.mistakes = List.copyOf(mistakes);
    }

    /**
     * The book of all sets that were published; before the first of them, the built-in rules {@code russia} are in force. A set
     * that can't be read, which nobody can publish by our commands, is left out, and {@link #mistakes} says so.
     */
    public static RuleBook of(Collection<RuleSet> published) {
        NavigableMap<Instant, Rules> read = new TreeMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        Set<Integer> leftOut = new TreeSet<>();
        published.stream().sorted(Comparator.comparingInt(RuleSet::getVersion)).forEach(set -> {
            RulesFile.Reading reading =
                    RulesFile.read(set.getName() + " / " + set.getVersion(), set.getYaml(), set.getVersion());
            mistakes.addAll(reading.mistakes());
            if (reading.rules() == null) {
                leftOut.add(set.getVersion());
            } else {
                read.put(set.getEffectiveAt(), reading.rules());
            }
        });
        return new RuleBook(RulesFile.builtIn("russia"), read, mistakes, leftOut);
    }

    /**
     * @param builtIn in force before the first of the others
     * @param byEffectiveAt the others, by the moment from which each is in force
     */
    public static RuleBook of(Rules builtIn, Map<Instant, Rules> byEffectiveAt) {
        return new RuleBook(builtIn, new TreeMap<>(byEffectiveAt), List.of(), Set.of());
    }

    /**
     * The set by which an event is judged: of those that are in force from then on or from earlier, the one from the latest
     * moment, and of that moment the greatest version.
     *
     * @param recordTimestamp when the event was received
     */
    public Rules inForceAt(Instant recordTimestamp) {
        Map.Entry<Instant, Rules> last = byEffectiveAt.floorEntry(recordTimestamp);
        return last == null ? builtIn : last.getValue();
    }

    /** What is wrong with published sets that had to be left out; empty as it should be. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** Whether the version of a published set had to be left out: its mistakes are among {@link #mistakes}. */
    public boolean isLeftOut(int version) {
        return leftOut.contains(version);
    }
}

package org.amurwatch.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AccessEntry;

/**
 * Heads that were filed outside, held against the entries that stand in the topic now. A chain that was written anew as a whole
 * fits itself, and one whose end was cut off does too: neither fits what was filed. Not for several threads.
 */
public final class FiledHeads {

    private final Map<String, Map<Long, Set<String>>> filed = new HashMap<>();
    private final Set<FiledHead> heads;
    private final Set<FiledHead> found = new HashSet<>();
    private final Set<FiledHead> others = new LinkedHashSet<>();
    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    public FiledHeads(Collection<FiledHead> heads) {
        this.heads = new LinkedHashSet<>(heads);
        heads.forEach(head -> filed.computeIfAbsent(head.writerId(), writer -> new HashMap<>())
                .computeIfAbsent(head.sequence(), number -> new HashSet<>())
                .add(head.hash()));
    }

    /** Takes an entry as it stands in the topic, in whatever order. */
    public void take(AccessEntry entry) {
        Map<Long, Set<String>> ofWriter = filed.get(entry.getWriterId());
        if (ofWriter == null) {
            return;
        }
        first.merge(entry.getWriterId(), entry.getSequence(), Math::min);
        last.merge(entry.getWriterId(), entry.getSequence(), Math::max);
        // What the entry is, not what it says of itself.
        String hash = EntryHash.of(entry);
        ofWriter.getOrDefault(entry.getSequence(), Set.of()).forEach(expected -> {
            FiledHead head = new FiledHead(entry.getWriterId(), entry.getSequence(), expected);
            (expected.equals(hash) ? found : others).add(head);
        });
    }

    /** How many different ones were given. */
    public int count() {
        return heads.size();
    }

    /** What does not fit, a sentence each; empty: all that was filed still stands. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        heads.forEach(head -> fault(head).ifPresent(faults::add));
        return faults;
    }

    private Optional<String> fault(FiledHead head) {
        String entry = "Entry " + head.sequence() + " of " + head.writerId();
        if (others.contains(head)) {
            return Optional.of(entry + " is not the one whose hash was filed: it, or one before it, was changed.");
        }
        if (found.contains(head)) {
            return Optional.empty();
        }
        Long end = last.get(head.writerId());
        if (end == null) {
            return Optional.of(entry + " was filed, and no entry of that writer is there: if it is not older than the"
                    + " topic keeps them, all of them were taken out.");
        }
        if (end < head.sequence()) {
            return Optional.of(entry + " was filed, and its entries end with " + end + ": the end was cut off.");
        }
        return Optional.of(
                head.sequence() < first.getOrDefault(head.writerId(), 0L)
                        ? entry + " was filed, and its entries begin after it: if it is not older than the topic keeps"
                                + " them, the beginning was taken out."
                        : entry + " was filed, and is not there: it was taken out.");
    }
}

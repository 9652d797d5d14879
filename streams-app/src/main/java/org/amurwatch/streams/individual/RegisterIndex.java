package org.amurwatch.streams.individual;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.jspecify.annotations.Nullable;

/**
 * The register of individuals as it stands: which animal a source means, which turned out to be another, who is whose
 * mother.
 */
final class RegisterIndex {

    private final Map<String, Individual> entries = new TreeMap<>();
    private final Map<String, String> byAlias = new TreeMap<>();
    private final Map<String, SortedSet<String>> cubs = new TreeMap<>();

    private RegisterIndex() {}

    static RegisterIndex of(Collection<Individual> register) {
        RegisterIndex index = new RegisterIndex();
        register.forEach(entry -> index.entries.put(entry.getId(), entry));
        for (Individual entry : index.entries.values()) {
            for (IndividualAlias alias : entry.getAliases()) {
                // Two that claim one name is a mistake that 'individuals load' refuses: the smaller id has it.
                index.byAlias.putIfAbsent(new Identity(alias.getRegister(), alias.getId()).text(), entry.getId());
            }
        }
        for (Individual entry : index.entries.values()) {
            String mother = index.motherOf(entry.getId());
            if (mother != null && entry.getMergedInto() == null) {
                index.cubs.computeIfAbsent(mother, id -> new TreeSet<>()).add(entry.getId());
            }
        }
        return index;
    }

    /**
     * The id of the animal that a source means: by the register's aliases for that source, else by the register's own id,
     * followed through what turned out to be another; {@code source/name} where the register does not know it.
     */
    String individualOf(Identity identity) {
        String alias = byAlias.get(identity.text());
        if (alias != null) {
            return survivor(alias);
        }
        return entries.containsKey(identity.name()) ? survivor(identity.name()) : identity.text();
    }

    /** The animal that this one turned out to be, or itself. A circle, which 'merge' refuses, ends before it closes. */
    String survivor(String id) {
        Set<String> passed = new HashSet<>();
        String at = id;
        while (passed.add(at)) {
            Individual entry = entries.get(at);
            String next = entry == null ? null : entry.getMergedInto();
            if (next == null || !entries.containsKey(next) || passed.contains(next)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    @Nullable
    Individual entry(String id) {
        return entries.get(id);
    }

    /** Whether all that was seen of it counts for another. */
    boolean isMerged(String id) {
        return !survivor(id).equals(id);
    }

    /** The mother, as the animal that she is by now; null where unknown. */
    @Nullable
    String motherOf(String id) {
        Individual entry = entries.get(id);
        String mother = entry == null ? null : entry.getMotherId();
        return mother == null ? null : survivor(mother);
    }

    /** Ids of its cubs, in order. */
    List<String> cubsOf(String id) {
        return List.copyOf(cubs.getOrDefault(id, Collections.emptySortedSet()));
    }

    /** Ids of which the two say something different, beside which sightings are theirs. */
    Set<String> differing(RegisterIndex other) {
        Set<String> all = new TreeSet<>(entries.keySet());
        all.addAll(other.entries.keySet());
        all.addAll(cubs.keySet());
        all.addAll(other.cubs.keySet());
        all.removeIf(id -> Objects.equals(entry(id), other.entry(id))
                && Objects.equals(motherOf(id), other.motherOf(id))
                && cubsOf(id).equals(other.cubsOf(id))
                && isMerged(id) == other.isMerged(id));
        return all;
    }
}

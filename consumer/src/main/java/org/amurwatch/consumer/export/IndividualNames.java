package org.amurwatch.consumer.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Individual;
import org.jspecify.annotations.Nullable;

/**
 * Which animal of the register a source means: by the register's aliases for that source, else by the register's own id, followed
 * through what turned out to be another; {@code source/name} where the register does not know it (docs/individuals.md).
 */
final class IndividualNames {

    private final Map<String, Individual> entries = new HashMap<>();
    private final Map<String, String> byAlias = new HashMap<>();

    private IndividualNames() {}

    /** The register as the index holds it. */
    static IndividualNames of(ExportIndex index) {
        IndividualNames names = new IndividualNames();
        // In the order of their ids: of two that claim one name the smaller has it.
        index.eachIndividual(entry -> {
            names.entries.put(entry.getId(), entry);
            entry.getAliases()
                    .forEach(alias ->
                            names.byAlias.putIfAbsent(alias.getRegister() + "/" + alias.getId(), entry.getId()));
        });
        return names;
    }

    /** The animal; null where nobody knows which one it is. */
    @Nullable
    String of(String sourceId, @Nullable Identification identification) {
        if (identification == null
                || identification.getIndividualId() == null
                || identification.getStatus() == IdentificationStatus.UNKNOWN) {
            return null;
        }
        String name = identification.getIndividualId();
        String alias = byAlias.get(sourceId + "/" + name);
        if (alias != null) {
            return survivor(alias);
        }
        return entries.containsKey(name) ? survivor(name) : sourceId + "/" + name;
    }

    /** What the register says of an animal; null: nothing. */
    @Nullable
    Individual entry(String id) {
        return entries.get(id);
    }

    /** A circle, which 'individuals merge' refuses, ends before it closes. */
    private String survivor(String id) {
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
}

package org.amurwatch.producer.individual;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.amurwatch.avro.Sex;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/** The register as it stands, and what a correction makes of it. Answers new entries; changes nothing itself. */
final class Register {

    private final Map<String, Individual> entries;

    Register(Map<String, Individual> entries) {
        this.entries = new TreeMap<>(entries);
    }

    /**
     * What loading entries changes: those that are new or different. What was found out by a merge stays so.
     *
     * @throws CommandFailure (exit code 2) if the register would be at odds with itself
     */
    Map<String, Individual> load(Collection<Individual> loaded) {
        Map<String, Individual> changed = new LinkedHashMap<>();
        for (Individual entry : loaded) {
            Individual known = entries.get(entry.getId());
            Individual kept = known == null || known.getMergedInto() == null
                    ? entry
                    : Individual.newBuilder(entry)
                            .setMergedInto(known.getMergedInto())
                            .setRetired(true)
                            .build();
            if (!kept.equals(known)) {
                changed.put(kept.getId(), kept);
            }
        }
        Map<String, Individual> all = new TreeMap<>(entries);
        all.putAll(changed);
        List<String> faults = faults(all, changed.keySet());
        if (!faults.isEmpty()) {
            throw CommandFailure.usage("Nothing was loaded, for the register would be at odds with itself:"
                    + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", faults));
        }
        return changed;
    }

    private static List<String> faults(Map<String, Individual> all, Set<String> changed) {
        List<String> faults = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        for (Individual entry : all.values()) {
            for (IndividualAlias alias : entry.getAliases()) {
                String name = alias.getRegister() + ":" + alias.getId();
                String owner = owners.putIfAbsent(name, entry.getId());
                if (owner != null) {
                    faults.add("'" + owner + "' and '" + entry.getId() + "' have the same alias " + name
                            + "; a name in another register is one animal's. See 'individuals merge' if they are one.");
                }
            }
        }
        for (String id : changed) {
            Individual entry = all.get(id);
            String mother = entry == null ? null : entry.getMotherId();
            Individual known = mother == null ? null : all.get(mother);
            if (mother != null && known == null) {
                faults.add(
                        "'" + id + "' has the mother '" + mother + "', which is not in the register nor in the file.");
            } else if (mother != null && mother.equals(id)) {
                faults.add("'" + id + "' is its own mother.");
            } else if (known != null && known.getSex() == Sex.MALE) {
                faults.add("'" + id + "' has the mother '" + mother + "', which is a male.");
            }
        }
        return faults;
    }

    /**
     * The entry of an animal that turned out to be another one.
     *
     * @throws CommandFailure (exit code 2) if it can't be
     */
    Individual merge(String id, String into) {
        Individual entry = known(id);
        Individual survivor = known(into);
        if (!entry.getScientificName().equals(survivor.getScientificName())) {
            throw CommandFailure.usage("'" + id + "' is a " + entry.getScientificName() + " and '" + into + "' a "
                    + survivor.getScientificName() + ": they can't be one animal.");
        }
        if (survivor(into).equals(id)) {
            throw CommandFailure.usage("'" + into + "' " + (into.equals(id) ? "is" : "was merged into") + " '" + id
                    + "': it can't be the other way round too.");
        }
        return Individual.newBuilder(entry).setMergedInto(into).setRetired(true).build();
    }

    /** The entry of an animal that was taken for another one; the one that stands, if there is one already. */
    Individual split(String id, String as) {
        Individual from = known(id);
        Individual there = entries.get(as);
        if (as.equals(id) || as.isBlank() || as.contains("/") || as.length() > 100) {
            throw CommandFailure.usage("--as '" + as + "' can't be used: expected an id other than '" + id
                    + "', at most 100 characters, none of them '/'.");
        }
        if (there == null) {
            return Individual.newBuilder()
                    .setId(as)
                    .setScientificName(from.getScientificName())
                    .setFlanksKnown(Flank.UNSPECIFIED)
                    .build();
        }
        if (there.getMergedInto() != null) {
            throw CommandFailure.usage(
                    "'" + as + "' was merged into '" + survivor(as) + "': split into that, or a new id.");
        }
        if (!there.getScientificName().equals(from.getScientificName())) {
            throw CommandFailure.usage("'" + as + "' is a " + there.getScientificName() + " and '" + id + "' a "
                    + from.getScientificName() + ".");
        }
        return there;
    }

    /** The animal with an id, which stands for itself. */
    Individual standing(String id) {
        Individual entry = known(id);
        if (entry.getMergedInto() != null) {
            throw CommandFailure.usage("'" + id + "' was merged into '" + survivor(id) + "': name that.");
        }
        return entry;
    }

    private Individual known(String id) {
        Individual entry = entries.get(id);
        if (entry == null) {
            throw CommandFailure.usage("'" + id
                    + "' is not in the register. './amurwatch individuals' lists it, 'individuals load' adds to it.");
        }
        return entry;
    }

    /** The animal that a source means, as streams-app sees it; null where the register does not know it. */
    @Nullable
    String individualOf(String sourceId, @Nullable String name) {
        for (Individual entry : entries.values()) {
            for (IndividualAlias alias : entry.getAliases()) {
                if (alias.getRegister().equals(sourceId) && alias.getId().equals(name)) {
                    return survivor(entry.getId());
                }
            }
        }
        return name != null && entries.containsKey(name) ? survivor(name) : null;
    }

    /** The same with an entry added or replaced. */
    Register with(Individual entry) {
        Map<String, Individual> all = new TreeMap<>(entries);
        all.put(entry.getId(), entry);
        return new Register(all);
    }

    /** @throws CommandFailure if a source calls another animal by that id */
    void requireMeant(String sourceId, String id) {
        String meant = individualOf(sourceId, id);
        if (!id.equals(meant)) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "In the register of '" + sourceId + "', '" + id + "' is the name of '" + meant
                            + "': a sighting of that source can't be given it. Use another id.");
        }
    }

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
}

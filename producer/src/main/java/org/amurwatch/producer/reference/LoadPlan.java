package org.amurwatch.producer.reference;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * What loading a file does to what is there.
 *
 * @param publish records by id: those of the file, and the retired ones
 * @param missing ids that are there and in use, which the file does not name
 * @param retired those of them that are taken out of use
 */
record LoadPlan<V extends SpecificRecord>(
        Map<String, V> publish,
        int added,
        int changed,
        int unchanged,
        SortedSet<String> missing,
        SortedSet<String> retired) {

    /** @param retireMissing whether what the file does not name is taken out of use, or left alone */
    static <V extends SpecificRecord> LoadPlan<V> of(
            ReferenceKind<V> kind, Map<String, V> loaded, Map<String, V> known, boolean retireMissing) {
        int added = 0;
        int unchanged = 0;
        for (Map.Entry<String, V> entry : loaded.entrySet()) {
            V before = known.get(entry.getKey());
            added += before == null ? 1 : 0;
            unchanged += entry.getValue().equals(before) ? 1 : 0;
        }
        Map<String, V> publish = new TreeMap<>(loaded);
        SortedSet<String> missing = new TreeSet<>();
        known.forEach((id, record) -> {
            if (!loaded.containsKey(id) && !kind.retired(record)) {
                missing.add(id);
                if (retireMissing) {
                    publish.put(id, kind.asRetired(record));
                }
            }
        });
        return new LoadPlan<>(
                publish,
                added,
                loaded.size() - added - unchanged,
                unchanged,
                missing,
                retireMissing ? missing : new TreeSet<>());
    }
}

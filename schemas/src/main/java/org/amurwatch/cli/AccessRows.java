package org.amurwatch.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AccessEntry;
import org.jspecify.annotations.Nullable;

/** Entries of the audit as rows, oldest first. */
final class AccessRows {

    static final List<String> COLUMNS = List.of(
            "at", "who", "role", "team", "what", "subject", "items", "writer", "sequence", "previousHash", "hash");
    static final List<String> TABLE_COLUMNS = COLUMNS.subList(0, 7);

    private AccessRows() {}

    static List<Map<String, @Nullable Object>> of(List<AccessEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(AccessEntry::getAt)
                        .thenComparing(AccessEntry::getWriterId)
                        .thenComparing(AccessEntry::getSequence))
                .map(AccessRows::row)
                .toList();
    }

    private static Map<String, @Nullable Object> row(AccessEntry entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("at", entry.getAt().toString());
        row.put("who", entry.getWho());
        row.put("role", entry.getRole());
        row.put("team", entry.getTeamId());
        row.put("what", entry.getWhat().name());
        row.put("subject", entry.getSubject());
        row.put("items", entry.getItems());
        row.put("writer", entry.getWriterId());
        row.put("sequence", entry.getSequence());
        row.put("previousHash", entry.getPreviousHash());
        row.put("hash", entry.getHash());
        return row;
    }
}

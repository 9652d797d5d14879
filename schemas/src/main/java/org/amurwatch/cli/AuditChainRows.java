package org.amurwatch.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.audit.AuditChain;
import org.jspecify.annotations.Nullable;

/** How the entries of each writer of the audit stand, as rows. */
final class AuditChainRows {

    static final List<String> COLUMNS = List.of("writer", "from", "to", "first", "entries", "head", "state");

    private AuditChainRows() {}

    static List<Map<String, @Nullable Object>> of(Map<String, AuditChain> chains) {
        return chains.entrySet().stream()
                .map(chain -> row(chain.getKey(), chain.getValue()))
                .toList();
    }

    private static Map<String, @Nullable Object> row(String writer, AuditChain chain) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("writer", writer);
        row.put("from", text(chain.firstAt()));
        row.put("to", text(chain.lastAt()));
        row.put("first", chain.begins());
        row.put("entries", chain.entries());
        row.put("head", chain.head());
        row.put("state", chain.fault().orElse("whole"));
        return row;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}

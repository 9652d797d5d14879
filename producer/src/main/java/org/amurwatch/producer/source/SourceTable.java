package org.amurwatch.producer.source;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.SourceKey;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.producer.reference.ReferenceTable;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * How sources are listed: all of them, with their keys by id; of a key nothing that would help to guess it.
 *
 * @param clock says which keys are good
 */
record SourceTable(Clock clock) implements ReferenceTable<Source> {

    @Override
    public Topic<Source> topic() {
        return Topics.SOURCES;
    }

    @Override
    public List<String> columns() {
        return List.of("id", "kinds", "liveKeys", "keys");
    }

    @Override
    public Map<String, @Nullable Object> row(Source source, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", source.getId());
        row.put("kinds", ReferenceTable.shown(SourceKinds.words(SourceKinds.of(source.getKinds())), format));
        row.put(
                "liveKeys",
                source.getKeys().stream()
                        .filter(key -> state(key) == KeyState.LIVE)
                        .count());
        row.put(
                "keys",
                format == OutputFormat.JSON
                        ? source.getKeys().stream().map(this::key).toList()
                        : String.join(
                                ", ", source.getKeys().stream().map(this::words).toList()));
        return row;
    }

    private KeyState state(SourceKey key) {
        return KeyState.of(key, clock.instant());
    }

    private Map<String, @Nullable Object> key(SourceKey key) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", key.getId());
        row.put("state", state(key).name());
        row.put("createdAt", key.getCreatedAt().toString());
        row.put("expiresAt", key.getExpiresAt().toString());
        row.put(
                "revokedAt",
                key.getRevokedAt() == null ? null : key.getRevokedAt().toString());
        return row;
    }

    private String words(SourceKey key) {
        return key.getId()
                + switch (state(key)) {
                    case LIVE -> " until " + key.getExpiresAt();
                    case EXPIRED -> " expired " + key.getExpiresAt();
                    case REVOKED -> " revoked " + key.getRevokedAt();
                };
    }
}

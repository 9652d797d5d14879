package org.amurwatch.streams.patrol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.avro.PatrolPosition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is known of teams, by purpose and team, with the index of what is due: an entry stands in it while something is. */
final class PatrolRows {

    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, PatrolEntry> teams;
    private final KeyValueStore<Bytes, byte[]> index;

    PatrolRows(KeyValueStore<String, PatrolEntry> teams, KeyValueStore<Bytes, byte[]> index) {
        this.teams = teams;
        this.index = index;
    }

    /** What is known of the team and purpose of a position. */
    @Nullable
    PatrolEntry of(PatrolPosition position) {
        return teams.get(key(position));
    }

    /** The entries that are due, those due first before the others, and at most {@code most}. */
    List<PatrolEntry> due(Instant now, int most) {
        List<PatrolEntry> due = new ArrayList<>();
        Bytes end = dueKey(now.toEpochMilli() + 1, "");
        try (KeyValueIterator<Bytes, byte[]> keys = index.range(null, end)) {
            while (keys.hasNext() && due.size() < most) {
                Bytes key = keys.next().key;
                PatrolEntry entry = key.equals(end) ? null : teams.get(teamKey(key));
                if (entry != null) {
                    due.add(entry);
                }
            }
        }
        return due;
    }

    /** Puts an entry in the place of what was known of its team and purpose. */
    void put(PatrolEntry entry) {
        String key = key(entry.getLast());
        PatrolEntry before = teams.get(key);
        if (before != null && before.getDueAt() != null) {
            index.delete(dueKey(before.getDueAt().toEpochMilli(), key));
        }
        teams.put(key, entry);
        if (entry.getDueAt() != null) {
            index.put(dueKey(entry.getDueAt().toEpochMilli(), key), NOTHING);
        }
    }

    private static String key(PatrolPosition position) {
        return position.getPurpose().name() + "/" + position.getTeamId();
    }

    private static Bytes dueKey(long dueAt, String key) {
        byte[] id = key.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(dueAt)
                .put(id)
                .array());
    }

    private static String teamKey(Bytes dueKey) {
        return new String(dueKey.get(), Long.BYTES, dueKey.get().length - Long.BYTES, StandardCharsets.UTF_8);
    }
}

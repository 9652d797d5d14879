package org.amurwatch.topic;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.security.Party;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the system, as {@link Topics} lists it.
 *
 * @param <V> type of its values
 * @param name its name
 * @param key what its keys are, in words; all keys are strings
 * @param valueType Avro record of its values; null where values are raw bytes (dead letters)
 * @param partitioned true: as many partitions as the system is set to; false: one
 * @param cleanup what happens to old records
 * @param retention how long records stay, where {@code cleanup} deletes
 * @param flushed whether each record is flushed to disk before it is acknowledged, so that one broker on one machine
 *     survives a power cut
 * @param writers who may write
 * @param readers who may read
 * @param meaning what it holds, in a sentence
 */
public record Topic<V extends SpecificRecord>(
        String name,
        String key,
        @Nullable Class<V> valueType,
        boolean partitioned,
        Cleanup cleanup,
        @Nullable Duration retention,
        boolean flushed,
        Set<Party> writers,
        Set<Party> readers,
        String meaning) {

    /** Topics whose name begins so hold what people want erased: soon compacted, however little is written there. */
    private static final String PRIVATE = "private.";

    /** The subject under which its value schema is registered. */
    public String subject() {
        return name + "-value";
    }

    /** Kafka's settings of the topic. {@code flushEachRecord}: whether this system honours {@link #flushed()}. */
    public Map<String, String> settings(boolean flushEachRecord) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cleanup.policy", cleanup.policy());
        settings.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        settings.put("message.timestamp.type", "CreateTime");
        settings.put(
                "message.timestamp.after.max.ms",
                Long.toString(Duration.ofHours(1).toMillis()));
        if (cleanup == Cleanup.COMPACT || cleanup == Cleanup.COMPACT_DELETE) {
            settings.put("min.cleanable.dirty.ratio", "0.2");
            settings.put("segment.bytes", Integer.toString(64 << 20));
            if (name.startsWith(PRIVATE)) {
                settings.put(
                        "max.compaction.lag.ms",
                        Long.toString(Duration.ofDays(1).toMillis()));
            }
        }
        if (flushed && flushEachRecord) {
            settings.put("flush.messages", "1");
        }
        return settings;
    }
}

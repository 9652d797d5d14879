package org.amurwatch.producer.importing;

import java.util.function.Function;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.importing.ImportWorkspace.Table;
import org.jspecify.annotations.Nullable;

/** What is known of each published event of a source; on disk. */
final class KnownEvents {

    private final ImportWorkspace workspace;
    private boolean any;

    KnownEvents(ImportWorkspace workspace) {
        this.workspace = workspace;
    }

    /** Takes in one published record. */
    void observe(FieldEvent event) {
        byte[] key = key(event.key());
        String deployment = event.observation().deploymentId();
        KnownEvent after = KnownEvent.after(get(key), event, deployment == null ? 0 : deploymentHash(deployment));
        workspace.put(Table.KNOWN, key, after.toBytes());
        any = true;
    }

    /** Of a source that is new nothing is known: then its millions of events need not be looked up. */
    @Nullable
    KnownEvent get(EventKey key) {
        return any ? get(key(key)) : null;
    }

    void put(EventKey key, KnownEvent event) {
        workspace.put(Table.KNOWN, key(key), event.toBytes());
    }

    /** Notes that the package states the event, if it is known. */
    void markSeen(EventKey key) {
        KnownEvent event = get(key);
        if (event != null && !event.seen()) {
            put(key, event.markedSeen());
        }
    }

    /** Replaces each event by what the function gives for it. */
    void replaceAll(Function<KnownEvent, KnownEvent> function) {
        workspace.forEach(Table.KNOWN, new byte[0], (key, value) -> {
            KnownEvent before = KnownEvent.fromBytes(value);
            KnownEvent after = function.apply(before);
            if (!after.equals(before)) {
                workspace.put(Table.KNOWN, key, after.toBytes());
            }
        });
    }

    /** Stands for a deployment, named with its source, in {@link KnownEvent#deploymentHash}. Never 0. */
    static long deploymentHash(String deploymentId) {
        long hash = Hash128.of(deploymentId).high();
        return hash == 0 ? 1 : hash;
    }

    private @Nullable KnownEvent get(byte[] key) {
        byte[] stored = workspace.get(Table.KNOWN, key);
        return stored == null ? null : KnownEvent.fromBytes(stored);
    }

    private static byte[] key(EventKey key) {
        return ImportWorkspace.key(Hash128.of(key.toString()));
    }
}

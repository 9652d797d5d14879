package org.amurwatch.consumer.dashboard.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The thumbnails that were looked at last, as many as fit. For several threads. */
final class Thumbnails {

    private static final float LOAD = 0.75f;

    private final long mostBytes;
    private final Map<Key, byte[]> kept = new LinkedHashMap<>(64, LOAD, true);
    private long bytes;

    private record Key(String hash, boolean blurred) {}

    Thumbnails(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<byte[]> get(String hash, boolean blurred) {
        return Optional.ofNullable(kept.get(new Key(hash, blurred)));
    }

    synchronized void put(String hash, boolean blurred, byte[] jpeg) {
        byte[] before = kept.put(new Key(hash, blurred), jpeg);
        bytes += jpeg.length - (before == null ? 0 : before.length);
        var eldest = kept.entrySet().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().getValue().length;
            eldest.remove();
        }
    }
}

package org.amurwatch.producer.importing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one published event: the same as intake's register knows, so that an import sends what intake will
 * accept.
 *
 * @param contentHash of the content that holds
 * @param revision of the statement that holds, in milliseconds
 * @param deploymentHash of its deployment; 0 without one
 * @param withdrawn whether it is taken back
 * @param alert whether it is a poaching alert
 * @param seen whether the package that is being imported states it
 * @param leftOver whether it is to be withdrawn, because the package does not state it
 * @param replaced hashes of earlier contents with the same revision, newest first
 */
record KnownEvent(
        long contentHash,
        long revision,
        long deploymentHash,
        boolean withdrawn,
        boolean alert,
        boolean seen,
        boolean leftOver,
        List<Long> replaced) {

    private static final int MOST_REPLACED = 8;

    /** What holds after a statement was published, by the rules of intake's register. */
    static KnownEvent after(@Nullable KnownEvent before, FieldEvent event, long deploymentHash) {
        long hash = event.contentHash();
        long revision = event.provenance().getRevision().toEpochMilli();
        if (before == null) {
            return holding(event, hash, revision, deploymentHash, List.of());
        }
        if (hash == before.contentHash) {
            return holding(event, hash, Math.max(revision, before.revision), deploymentHash, before.replaced);
        }
        if (revision < before.revision || (revision == before.revision && before.replaced.contains(hash))) {
            return before;
        }
        List<Long> replaced = new ArrayList<>();
        if (revision == before.revision) {
            replaced.add(before.contentHash);
            before.replaced.stream().limit(MOST_REPLACED - 1L).forEach(replaced::add);
        }
        return holding(event, hash, revision, deploymentHash, replaced);
    }

    private static KnownEvent holding(
            FieldEvent event, long hash, long revision, long deploymentHash, List<Long> replaced) {
        return new KnownEvent(
                hash,
                revision,
                deploymentHash,
                event.withdrawn(),
                event.isAlert(),
                false,
                false,
                List.copyOf(replaced));
    }

    /**
     * The event with a revision that holds against this one. Its own, if that is later; else just later than this one: the
     * package as a whole was found to be the latest snapshot of its source, so its statements hold even if the source dated
     * one of them as early as the statement that it replaces.
     */
    FieldEvent supersededBy(FieldEvent event) {
        long own = event.provenance().getRevision().toEpochMilli();
        boolean ownHolds = own > revision
                || (own == revision
                        && event.isAlert() == alert
                        && !withdrawn
                        && !replaced.contains(event.contentHash()));
        return ownHolds ? event : event.revisedAt(Instant.ofEpochMilli(revision + 1));
    }

    KnownEvent markedSeen() {
        return new KnownEvent(contentHash, revision, deploymentHash, withdrawn, alert, true, leftOver, replaced);
    }

    KnownEvent markedLeftOver(boolean left) {
        return new KnownEvent(contentHash, revision, deploymentHash, withdrawn, alert, seen, left, replaced);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(25 + 8 * replaced.size())
                .putLong(contentHash)
                .putLong(revision)
                .putLong(deploymentHash)
                .put((byte) ((withdrawn ? 1 : 0) | (alert ? 2 : 0) | (seen ? 4 : 0) | (leftOver ? 8 : 0)));
        replaced.forEach(bytes::putLong);
        return bytes.array();
    }

    static KnownEvent fromBytes(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        long contentHash = bytes.getLong();
        long revision = bytes.getLong();
        long deploymentHash = bytes.getLong();
        byte flags = bytes.get();
        List<Long> replaced = new ArrayList<>(bytes.remaining() / 8);
        while (bytes.hasRemaining()) {
            replaced.add(bytes.getLong());
        }
        return new KnownEvent(
                contentHash,
                revision,
                deploymentHash,
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                (flags & 8) != 0,
                replaced);
    }
}

package org.amurwatch.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.RegisterEntry;
import org.jspecify.annotations.Nullable;

/**
 * The register of identity and revisions: which of several statements about one event holds. The latest revision does,
 * whatever the order in which they come; of two with the same revision, the one that came later does, and the replaced one
 * is remembered, so that it changes nothing when it comes again.
 */
public final class Register {

    /** How many replaced contents of one revision are remembered. */
    public static final int REMEMBERED = 8;

    private Register() {}

    /** @param known what is remembered of the event; null for an unknown one */
    public static Standing judge(@Nullable RegisterEntry known, long contentHash, Instant revision) {
        if (known == null) {
            return Standing.ACCEPTED;
        }
        if (known.getContentHash() == contentHash) {
            return Standing.REPEAT;
        }
        if (revision.isBefore(known.getRevision())) {
            return Standing.SUPERSEDED;
        }
        return revision.equals(known.getRevision()) && known.getReplacedHashes().contains(contentHash)
                ? Standing.SUPERSEDED
                : Standing.CORRECTION;
    }

    /** The entry after a repeat: its revision is the later of the two. Null where nothing changes. */
    public static @Nullable RegisterEntry afterRepeat(RegisterEntry known, Instant revision) {
        if (!revision.isAfter(known.getRevision())) {
            return null;
        }
        return RegisterEntry.newBuilder(known)
                .setRevision(revision)
                .setReplacedHashes(List.of())
                .build();
    }

    /**
     * The entry after a new event or a correction.
     *
     * @param current the event as it is put now; null where it is withdrawn
     */
    public static RegisterEntry afterChange(
            @Nullable RegisterEntry known,
            long contentHash,
            Instant revision,
            @Nullable LocatedEvent current,
            List<String> sharedSectorIds) {
        return RegisterEntry.newBuilder()
                .setContentHash(contentHash)
                .setRevision(revision)
                .setWithdrawn(current == null)
                .setReplacedHashes(replacedHashes(known, revision))
                .setCurrent(current)
                .setSharedSectorIds(sharedSectorIds)
                .build();
    }

    private static List<Long> replacedHashes(@Nullable RegisterEntry known, Instant revision) {
        if (known == null || !revision.equals(known.getRevision())) {
            return List.of();
        }
        List<Long> hashes = new ArrayList<>();
        hashes.add(known.getContentHash());
        hashes.addAll(known.getReplacedHashes());
        return hashes.subList(0, Math.min(REMEMBERED, hashes.size()));
    }
}

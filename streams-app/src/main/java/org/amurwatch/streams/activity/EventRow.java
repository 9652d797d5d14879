package org.amurwatch.streams.activity;

import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the counts keep of one event.
 *
 * @param observedAt milliseconds since 1970, UTC
 * @param eventKey source id / event id
 * @param day local day of its territory when it was placed, as days since 1970: kept, so that what a row once added can be
 *     taken away even if the territory's zone is another by then
 * @param count as stated; {@link #NOT_STATED} otherwise
 * @param episodeId what the source groups rows of one encounter by
 * @param ofMedia whether it speaks of one picture only, so that counts of its episode are not added
 * @param explained whether something explains it (poaching alerts)
 * @param individual the known animal that it shows
 */
record EventRow(
        Chain chain,
        long observedAt,
        String eventKey,
        int day,
        int count,
        @Nullable String episodeId,
        boolean ofMedia,
        boolean explained,
        @Nullable Seen individual) {

    static final int NOT_STATED = -1;

    /**
     * A known animal.
     *
     * @param individualId with its source
     */
    record Seen(String individualId, Flank flank, IdentificationStatus status) {}

    boolean countMissing() {
        return count == NOT_STATED;
    }

    /** A missing count is 1. */
    int animals() {
        return countMissing() ? 1 : count;
    }

    boolean sameIdentity(EventRow other) {
        return observedAt == other.observedAt && eventKey.equals(other.eventKey) && chain.equals(other.chain);
    }
}

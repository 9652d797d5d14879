package org.amurwatch.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AccessEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one writer of the audit, as they stand in the topic, held against the hashes that chain them. Not for several
 * threads.
 */
public final class AuditChain {

    /** A writer writes again what the brokers may not have, of at most 1,000 entries that wait. */
    private static final int MOST_REPEATED = 2_000;

    private final Map<Long, String> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_REPEATED;
        }
    };

    private long entries;
    private long begins = -1;
    private long last = -1;
    private String head = EntryHash.START;
    private @Nullable Instant firstAt;
    private @Nullable Instant lastAt;
    private @Nullable String fault;

    /** Takes the next entry. The same once more is no fault. */
    public void take(AccessEntry entry) {
        long number = entry.getSequence();
        String hash = EntryHash.of(entry);
        if (hash.equals(latest.get(number)) && hash.equals(entry.getHash())) {
            return;
        }
        if (fault == null) {
            fault = fault(entry, hash);
        }
        if (entries == 0) {
            begins = number;
            firstAt = entry.getAt();
        }
        entries++;
        last = number;
        head = hash;
        lastAt = entry.getAt();
        latest.put(number, hash);
    }

    private @Nullable String fault(AccessEntry entry, String hash) {
        long number = entry.getSequence();
        if (!hash.equals(entry.getHash())) {
            return "entry " + number + " was changed: its hash is not that of what stands in it";
        }
        if (entries == 0) {
            return number == 0 && !entry.getPreviousHash().equals(EntryHash.START)
                    ? "entry 0 holds a hash of one before it, and is the first"
                    : null;
        }
        if (number != last + 1) {
            return "entry " + number + " stands after entry " + last
                    + (number > last ? ": what was between is gone" : ": it was put in");
        }
        return entry.getPreviousHash().equals(head)
                ? null
                : "entry " + number + " does not hold the hash of entry " + last
                        + ": one of them was changed or put in";
    }

    /** What is wrong first; empty: each entry holds the one before. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    public long entries() {
        return entries;
    }

    /** The number of the first entry that is there: above 0 where those before are older than the topic keeps them, or gone. */
    public long begins() {
        return begins;
    }

    /** The hash of the last entry. Whoever keeps it elsewhere sees later whether the end was cut off. */
    public String head() {
        return head;
    }

    public @Nullable Instant firstAt() {
        return firstAt;
    }

    public @Nullable Instant lastAt() {
        return lastAt;
    }
}

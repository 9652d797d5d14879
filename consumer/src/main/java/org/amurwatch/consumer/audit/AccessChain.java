package org.amurwatch.consumer.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.amurwatch.audit.EntryHash;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one writer of the audit, each of which holds the hash of the one before ({@link EntryHash}). Each start of a
 * process is a writer of its own, so that nothing need be read to go on. For several threads.
 */
public final class AccessChain {

    private final String writerId;
    private final Clock clock;
    private long next;
    private String lastHash = EntryHash.START;

    /**
     * A chain without entries.
     *
     * @param what kind of writer, such as {@code dashboard}
     * @param random tells this start from others of the same second
     */
    public AccessChain(String what, String random, Clock clock) {
        this.writerId = what + "/" + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "/" + random;
        this.clock = clock;
    }

    /**
     * Who is given what.
     *
     * @param who role or pseudonym
     * @param role their role, such as {@code duty-officer}
     * @param team their team; null: of none
     * @param subject id of the thing, where it is one
     * @param items how many things in it may hold an exact position
     */
    public record Access(
            String who,
            String role,
            @Nullable String team,
            AccessKind what,
            @Nullable String subject,
            int items) {}

    /**
     * Makes the next entry; if it is not taken, the chain stays as it is.
     *
     * @param taker answers whether it has it
     * @return whether it was taken
     */
    public synchronized boolean add(Access access, Predicate<AccessEntry> taker) {
        AccessEntry entry = AccessEntry.newBuilder()
                .setWriterId(writerId)
                .setSequence(next)
                .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setWho(access.who())
                .setRole(access.role())
                .setTeamId(access.team())
                .setWhat(access.what())
                .setSubject(access.subject())
                .setItems(access.items())
                .setPreviousHash(lastHash)
                .setHash("")
                .build();
        entry.setHash(EntryHash.of(entry));
        if (!taker.test(entry)) {
            return false;
        }
        next++;
        lastHash = entry.getHash();
        return true;
    }
}

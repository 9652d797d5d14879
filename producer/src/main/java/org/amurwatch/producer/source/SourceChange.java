package org.amurwatch.producer.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.SourceKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.record.TrustedRecords;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed about a source, as of one moment: each change makes the record that follows the one before.
 *
 * @param id of the source
 * @param now when it is changed
 */
record SourceChange(String id, Instant now) {

    /** Good at once: one in use, and the one that takes its place. */
    static final int MOST_LIVE_KEYS = 2;

    /** Keys that have ended, of which as many are remembered. */
    static final int MOST_ENDED_KEYS = 10;

    static {
        TrustedRecords.trust();
    }

    SourceChange {
        now = Instant.ofEpochMilli(now.toEpochMilli());
    }

    /**
     * A source with its first key. One whose keys have all ended begins anew, with these kinds.
     *
     * @throws CommandFailure if it has a key that is good
     */
    Source add(Optional<Source> before, Collection<LiveKind> kinds, ApiKey key, Instant expiresAt) {
        if (before.isPresent() && live(before.get()).findAny().isPresent()) {
            throw CommandFailure.usage("There is a source '" + id + "' already, with " + ids(before.get())
                    + ". Another key for it: './amurwatch sources rotate " + id + "'. Other kinds:"
                    + " './amurwatch sources revoke " + id + "' first.");
        }
        List<SourceKey> keys = new ArrayList<>(before.map(Source::getKeys).orElse(List.of()));
        keys.add(kept(key, expiresAt));
        return next(before)
                .setKinds(SourceKinds.stored(kinds))
                .setKeys(remembered(keys))
                .build();
    }

    /**
     * One more key; those before end when the overlap does, or when they would have.
     *
     * @param lastUse when the keys before end
     * @throws CommandFailure if more than two were good then
     */
    Source rotate(Optional<Source> before, ApiKey key, Instant expiresAt, Instant lastUse) {
        Source source = known(before);
        if (lastUse.isAfter(now) && live(source).count() >= MOST_LIVE_KEYS) {
            throw CommandFailure.usage("'" + id + "' has two keys that are good (" + ids(source)
                    + "), and may have no third. End one with './amurwatch sources revoke " + id
                    + " --key KEYID', or both at once with --overlap PT0S.");
        }
        List<SourceKey> keys = new ArrayList<>(each(source, old -> SourceKey.newBuilder(old)
                .setExpiresAt(old.getExpiresAt().isBefore(lastUse) ? old.getExpiresAt() : lastUse)
                .build()));
        keys.add(kept(key, expiresAt));
        return next(before).setKeys(remembered(keys)).build();
    }

    /**
     * A key, or all, that are good no more.
     *
     * @param keyId the one to revoke; null: all
     * @throws CommandFailure if there is nothing to revoke
     */
    Source revoke(Optional<Source> before, @Nullable String keyId) {
        Source source = known(before);
        if (live(source).noneMatch(key -> keyId == null || key.getId().equals(keyId))) {
            throw CommandFailure.usage("'" + id + "' has no key "
                    + (keyId == null ? "" : "'" + keyId + "' ")
                    + "that is good: './amurwatch sources list' shows those it has.");
        }
        return next(before)
                .setKeys(each(
                        source,
                        key -> keyId == null || key.getId().equals(keyId)
                                ? SourceKey.newBuilder(key).setRevokedAt(now).build()
                                : key))
                .build();
    }

    private Source known(Optional<Source> before) {
        return before.orElseThrow(() -> CommandFailure.usage("There is no source '" + id
                + "': './amurwatch sources list' shows those there are, './amurwatch sources add' makes one."));
    }

    private Source.Builder next(Optional<Source> before) {
        return before.map(source -> Source.newBuilder(source).setVersion(source.getVersion() + 1))
                .orElseGet(() -> Source.newBuilder().setId(id).setVersion(1));
    }

    private SourceKey kept(ApiKey key, Instant expiresAt) {
        return SourceKey.newBuilder()
                .setId(key.id())
                .setHash(key.hash())
                .setCreatedAt(now)
                .setExpiresAt(expiresAt)
                .build();
    }

    /** The keys with those that are good changed. */
    private List<SourceKey> each(Source source, UnaryOperator<SourceKey> change) {
        return source.getKeys().stream()
                .map(key -> KeyState.of(key, now) == KeyState.LIVE ? change.apply(key) : key)
                .toList();
    }

    private Stream<SourceKey> live(Source source) {
        return source.getKeys().stream().filter(key -> KeyState.of(key, now) == KeyState.LIVE);
    }

    private String ids(Source source) {
        return live(source).map(key -> "key " + key.getId()).collect(Collectors.joining(" and "));
    }

    private List<SourceKey> remembered(List<SourceKey> keys) {
        long tooMany = keys.stream()
                        .filter(key -> KeyState.of(key, now) != KeyState.LIVE)
                        .count()
                - MOST_ENDED_KEYS;
        List<SourceKey> kept = new ArrayList<>(keys);
        kept.removeAll(keys.stream()
                .filter(key -> KeyState.of(key, now) != KeyState.LIVE)
                .limit(Math.max(0, tooMany))
                .toList());
        return kept;
    }
}

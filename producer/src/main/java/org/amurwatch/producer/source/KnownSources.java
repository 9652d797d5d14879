package org.amurwatch.producer.source;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.SourceKey;

/** Sources and what their keys grant, in memory. For several threads. */
final class KnownSources {

    private final Clock clock;
    private final Map<String, Source> sources = new HashMap<>();
    private volatile Map<String, Granted> byKeyId = Map.of();

    private record Granted(SourceKey key, SourceGrant grant) {}

    /** @param clock says which keys have expired */
    KnownSources(Clock clock) {
        this.clock = clock;
    }

    /** Of two records of a source the later holds, in whatever order they come: a follower may begin again from the beginning. */
    synchronized void take(Source source) {
        Source known = sources.get(source.getId());
        if (known == null || known.getVersion() < source.getVersion()) {
            sources.put(source.getId(), source);
            Map<String, Granted> changed = new HashMap<>();
            for (Source each : sources.values()) {
                SourceGrant grant = new SourceGrant(each.getId(), SourceKinds.of(each.getKinds()));
                each.getKeys().forEach(key -> changed.put(key.getId(), new Granted(key, grant)));
            }
            byKeyId = Map.copyOf(changed);
        }
    }

    Optional<SourceGrant> grant(String key) {
        Instant now = clock.instant();
        return ApiKey.parse(key).flatMap(shown -> Optional.ofNullable(byKeyId.get(shown.id()))
                .filter(granted -> shown.is(granted.key()))
                .filter(granted -> KeyState.of(granted.key(), now) == KeyState.LIVE)
                .map(Granted::grant));
    }
}

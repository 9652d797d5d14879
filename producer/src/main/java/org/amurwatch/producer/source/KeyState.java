package org.amurwatch.producer.source;

import java.time.Instant;
import org.amurwatch.avro.SourceKey;

/** Whether a key opens anything. */
enum KeyState {
    LIVE,
    EXPIRED,
    REVOKED;

    static KeyState of(SourceKey key, Instant now) {
        if (key.getRevokedAt() != null) {
            return REVOKED;
        }
        return now.isBefore(key.getExpiresAt()) ? LIVE : EXPIRED;
    }
}

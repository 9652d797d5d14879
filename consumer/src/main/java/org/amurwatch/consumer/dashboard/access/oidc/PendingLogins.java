package org.amurwatch.consumer.dashboard.access.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins that were begun and of which the provider has not said yet how they end: each for ten minutes, for the browser that
 * began it, once. Of too many the oldest are forgotten. For several threads.
 */
final class PendingLogins {

    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final Clock clock;
    /** By hash of the state, the oldest first. */
    private final Map<String, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(Pending pending, String browserHash, Instant until) {}

    /**
     * One of them.
     *
     * @param state goes to the provider and comes back
     * @param nonce must stand in the ID token
     * @param verifier shows that whoever redeems the code is who asked for it
     */
    record Pending(String state, String nonce, CodeVerifier verifier) {}

    PendingLogins(Clock clock) {
        this.clock = clock;
    }

    /** @param browser secret of the browser's cookie */
    synchronized Pending begin(String browser) {
        Instant now = clock.instant();
        kept.values().removeIf(one -> !now.isBefore(one.until()));
        Pending pending = new Pending(Tokens.random(), Tokens.random(), new CodeVerifier());
        kept.put(Tokens.hash(pending.state()), new Kept(pending, Tokens.hash(browser), now.plus(LIFE)));
        return pending;
    }

    /** The one of this state, if this browser began it; never again from here on. */
    synchronized Optional<Pending> take(String state, @Nullable String browser) {
        String key = Tokens.hash(state);
        Kept one = kept.get(key);
        if (one == null
                || browser == null
                || !Tokens.hash(browser).equals(one.browserHash())
                || !clock.instant().isBefore(one.until())) {
            return Optional.empty();
        }
        kept.remove(key);
        return Optional.of(one.pending());
    }
}

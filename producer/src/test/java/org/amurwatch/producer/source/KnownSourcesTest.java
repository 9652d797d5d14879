package org.amurwatch.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Source;
import org.amurwatch.producer.live.LiveKind;
import org.junit.jupiter.api.Test;

class KnownSourcesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T02:00:00Z");
    private static final Instant END = NOW.plusSeconds(3600);

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final KnownSources sources = new KnownSources(clock.withZone(ZoneOffset.UTC));
    private final ApiKey key = ApiKey.random(new SecureRandom());
    private final Source app = added("app", key);

    private static Source added(String id, ApiKey key) {
        return new SourceChange(id, NOW)
                .add(Optional.empty(), Set.of(LiveKind.SIGHTING, LiveKind.POACHING_ALERT), key, END);
    }

    @Test
    void shouldGrantWhatASourceMaySendToItsKeyAlone() {
        sources.take(app);
        ApiKey other = ApiKey.random(new SecureRandom());
        sources.take(added("other", other));

        assertThat(sources.grant(key.secret()))
                .contains(new SourceGrant("app", Set.of(LiveKind.SIGHTING, LiveKind.POACHING_ALERT)));
        assertThat(sources.grant(other.secret())).map(SourceGrant::sourceId).contains("other");
        assertThat(sources.grant(ApiKey.random(new SecureRandom()).secret())).isEmpty();
        assertThat(sources.grant("anything")).isEmpty();
    }

    @Test
    void shouldNotTakeAKnownIdWithAnotherSecretForTheKey() {
        sources.take(app);
        ApiKey other = ApiKey.random(new SecureRandom());

        assertThat(sources.grant(key.secret().substring(0, 13) + other.secret().substring(13)))
                .isEmpty();
    }

    @Test
    void shouldEndAKeyAtItsTime() {
        sources.take(app);
        now = END.minusMillis(1);
        assertThat(sources.grant(key.secret())).isPresent();
        now = END;
        assertThat(sources.grant(key.secret())).isEmpty();
    }

    @Test
    void shouldRefuseARevokedKeyEvenIfAnEarlierRecordComesAgain() {
        sources.take(app);
        sources.take(new SourceChange("app", NOW).revoke(Optional.of(app), null));
        assertThat(sources.grant(key.secret())).isEmpty();

        sources.take(app);

        assertThat(sources.grant(key.secret())).isEmpty();
    }

    @Test
    void shouldTakeBothKeysDuringTheOverlap() {
        ApiKey next = ApiKey.random(new SecureRandom());
        sources.take(new SourceChange("app", NOW).rotate(Optional.of(app), next, END, NOW.plusSeconds(60)));

        assertThat(sources.grant(key.secret())).isPresent();
        assertThat(sources.grant(next.secret())).isPresent();
        now = NOW.plusSeconds(60);
        assertThat(sources.grant(key.secret())).isEmpty();
        assertThat(sources.grant(next.secret())).isPresent();
    }
}

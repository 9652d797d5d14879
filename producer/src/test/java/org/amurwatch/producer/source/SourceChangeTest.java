package org.amurwatch.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.SourceKey;
import org.amurwatch.avro.SourceKind;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveKind;
import org.junit.jupiter.api.Test;

class SourceChangeTest {

    private static final Instant NOW = Instant.parse("2026-05-01T02:00:00Z");
    private static final Instant NEXT_YEAR = Instant.parse("2027-05-01T02:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private static SourceChange at(Instant now) {
        return new SourceChange("app", now);
    }

    private static ApiKey key() {
        return ApiKey.random(new SecureRandom());
    }

    private static Source added() {
        return at(NOW).add(Optional.empty(), Set.of(LiveKind.SIGHTING), key(), NEXT_YEAR);
    }

    private static Source rotated(Source before, Instant now, Duration overlap) {
        return at(now).rotate(Optional.of(before), key(), NEXT_YEAR, now.plus(overlap));
    }

    private static List<KeyState> states(Source source, Instant now) {
        return source.getKeys().stream().map(key -> KeyState.of(key, now)).toList();
    }

    @Test
    void shouldAddASourceWithOneKeyAndItsHashAlone() {
        ApiKey key = key();

        Source source =
                at(NOW).add(Optional.empty(), Set.of(LiveKind.PATROL_POSITION, LiveKind.SIGHTING), key, NEXT_YEAR);

        assertThat(source.getId()).isEqualTo("app");
        assertThat(source.getVersion()).isEqualTo(1);
        assertThat(source.getKinds()).containsExactly(SourceKind.SIGHTING, SourceKind.PATROL_POSITION);
        SourceKey kept = source.getKeys().get(0);
        assertThat(kept.getId()).isEqualTo(key.id());
        assertThat(kept.getHash()).isEqualTo(key.hash());
        assertThat(kept.getCreatedAt()).isEqualTo(NOW);
        assertThat(kept.getExpiresAt()).isEqualTo(NEXT_YEAR);
        assertThat(source.toString()).doesNotContain(key.secret());
    }

    @Test
    void shouldNotAddASourceTwiceWhileAKeyOfItIsGood() {
        Source source = added();
        Instant expired = NEXT_YEAR;

        assertThatThrownBy(() -> at(expired.minusMillis(1))
                        .add(Optional.of(source), Set.of(LiveKind.SIGHTING), key(), expired.plus(WEEK)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("There is a source 'app' already, with key "
                        + source.getKeys().get(0).getId() + ".");
        Source again = at(expired).add(Optional.of(source), Set.of(LiveKind.POACHING_ALERT), key(), expired.plus(WEEK));
        assertThat(again.getVersion()).isEqualTo(2);
        assertThat(again.getKinds()).containsExactly(SourceKind.POACHING_ALERT);
        assertThat(states(again, expired)).containsExactly(KeyState.EXPIRED, KeyState.LIVE);
    }

    @Test
    void shouldRotateWithBothGoodForTheOverlap() {
        Source source = rotated(added(), NOW, WEEK);

        assertThat(source.getVersion()).isEqualTo(2);
        assertThat(states(source, NOW.plus(WEEK).minusMillis(1))).containsExactly(KeyState.LIVE, KeyState.LIVE);
        assertThat(states(source, NOW.plus(WEEK))).containsExactly(KeyState.EXPIRED, KeyState.LIVE);
    }

    @Test
    void shouldLetNoKeyLiveLongerByRotation() {
        Instant late = NEXT_YEAR.minus(Duration.ofDays(1));

        assertThat(rotated(added(), late, WEEK).getKeys().get(0).getExpiresAt()).isEqualTo(NEXT_YEAR);
    }

    @Test
    void shouldHaveNoThirdGoodKey() {
        Source two = rotated(added(), NOW, WEEK);

        assertThatThrownBy(() -> rotated(two, NOW, Duration.ofDays(1)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("two keys that are good")
                .hasMessageContaining(two.getKeys().get(0).getId())
                .hasMessageContaining(two.getKeys().get(1).getId());
        assertThat(states(rotated(two, NOW, Duration.ZERO), NOW))
                .containsExactly(KeyState.EXPIRED, KeyState.EXPIRED, KeyState.LIVE);
        assertThat(states(rotated(two, NOW.plus(WEEK), WEEK), NOW.plus(WEEK)))
                .containsExactly(KeyState.EXPIRED, KeyState.LIVE, KeyState.LIVE);
    }

    @Test
    void shouldRevokeOneKeyOrAll() {
        Source two = rotated(added(), NOW, WEEK);
        String first = two.getKeys().get(0).getId();

        Source one = at(NOW).revoke(Optional.of(two), first);
        assertThat(states(one, NOW)).containsExactly(KeyState.REVOKED, KeyState.LIVE);
        assertThat(one.getKeys().get(0).getRevokedAt()).isEqualTo(NOW);
        assertThat(states(at(NOW).revoke(Optional.of(two), null), NOW))
                .containsExactly(KeyState.REVOKED, KeyState.REVOKED);
        assertThatThrownBy(() -> at(NOW).revoke(Optional.of(one), first)).hasMessageContaining("has no key '" + first);
        assertThatThrownBy(() -> at(NOW).revoke(Optional.empty(), null)).hasMessageContaining("There is no source");
        assertThatThrownBy(() -> at(NOW).rotate(Optional.empty(), key(), NEXT_YEAR, NOW))
                .hasMessageContaining("There is no source");
    }

    @Test
    void shouldRememberTheLastTenThatHaveEndedAndAllThatAreGood() {
        Source source = added();
        for (int i = 0; i < 20; i++) {
            source = rotated(source, NOW.plusSeconds(i), Duration.ZERO);
        }
        Instant then = NOW.plusSeconds(20);
        String oldest = source.getKeys().get(1).getId();

        source = rotated(source, then, WEEK);

        assertThat(states(source, then)).hasSize(12).endsWith(KeyState.EXPIRED, KeyState.LIVE, KeyState.LIVE);
        assertThat(source.getKeys().get(0).getId()).isNotEqualTo(oldest);
        assertThat(source.getVersion()).isEqualTo(22);
    }

    @Test
    void shouldHaveALiveKindForEachKindThatIsKept() {
        for (SourceKind kind : SourceKind.values()) {
            assertThat(SourceKinds.of(List.of(kind))).hasSize(kind == SourceKind.OTHER ? 0 : 1);
        }
        assertThat(SourceKinds.stored(Set.of(LiveKind.values()))).hasSize(LiveKind.values().length);
    }
}

package org.amurwatch.consumer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ReleasedEvent;
import org.junit.jupiter.api.Test;

class FeedStoreTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Releases.NOW);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final FeedStore store = new FeedStore(3, clock);

    private Feed feed(String id) {
        return store.find(id).orElseThrow();
    }

    private List<String> shown(String id) {
        return feed(id).items().stream().map(FeedItem::id).toList();
    }

    private void release(ReleasedEvent.Builder event) {
        store.release(event.getAudience(), event.build());
    }

    private static ReleasedEvent.Builder shot(int number, Instant releasedAt) {
        return Releases.shot("wwf", number).setReleasedAt(releasedAt);
    }

    @Test
    void shouldKnowNoAgreementButThoseThatThereAre() {
        release(shot(1, Releases.NOW));
        assertThat(store.find("wwf")).isEmpty();

        store.agreement("wwf", Releases.partner("wwf").build());
        assertThat(shown("wwf")).containsExactly(Releases.id(1));

        store.agreement("wwf", null);
        assertThat(store.find("wwf")).isEmpty();
    }

    @Test
    void shouldShowTheNewestReleaseFirstAndTheGreatestVersion() {
        store.agreement("wwf", Releases.partner("wwf").build());
        ReleasedEvent first = shot(1, Releases.NOW.minusSeconds(600)).build();
        release(shot(2, Releases.NOW.minusSeconds(300)));
        release(Releases.next(first).setCount(3));
        store.release(Audience.PARTNER, first);

        assertThat(shown("wwf")).containsExactly(Releases.id(2), Releases.id(1));
        assertThat(feed("wwf").items().get(1).event().getCount()).isEqualTo(3);
    }

    @Test
    void shouldShowNothingThatWasReleasedThirtyDaysAgo() {
        store.agreement("wwf", Releases.partner("wwf").build());
        release(shot(1, Releases.NOW));
        Instant changed = feed("wwf").changedAt();

        now.set(Releases.NOW.plus(Duration.ofDays(30)).minusMillis(1));
        assertThat(shown("wwf")).containsExactly(Releases.id(1));
        assertThat(feed("wwf").changedAt()).isEqualTo(changed);

        now.set(Releases.NOW.plus(Duration.ofDays(30)));
        assertThat(shown("wwf")).isEmpty();
        assertThat(feed("wwf").changedAt()).isEqualTo(Releases.NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void shouldKeepTheNewestAndSayThatItWasCut() {
        store.agreement("wwf", Releases.partner("wwf").build());
        for (int number = 1; number <= 3; number++) {
            release(shot(number, Releases.NOW.minusSeconds(number)));
        }
        assertThat(feed("wwf").cut()).isFalse();

        release(shot(4, Releases.NOW));
        assertThat(shown("wwf")).containsExactly(Releases.id(4), Releases.id(1), Releases.id(2));
        assertThat(feed("wwf").cut()).isTrue();

        // What was cut would not be shown any more.
        now.set(Releases.NOW.plus(Duration.ofDays(30)).minusSeconds(2));
        assertThat(feed("wwf").cut()).isFalse();
    }

    @Test
    void shouldForgetWhatAnAgreementReleasedOnceItIsRetired() {
        store.agreement("wwf", Releases.partner("wwf").build());
        release(shot(1, Releases.NOW));
        store.agreement("wwf", Releases.partner("wwf").setRetired(true).build());
        release(shot(2, Releases.NOW));

        assertThat(feed("wwf").over()).isTrue();
        assertThat(shown("wwf")).isEmpty();
        store.agreement("wwf", Releases.partner("wwf").build());
        assertThat(shown("wwf")).isEmpty();
    }

    @Test
    void shouldBeOverOnceAllWasReleasedThatCameBeforeTheEnd() {
        store.agreement(
                "wwf",
                Releases.partner("wwf")
                        .setEndAt(Releases.NOW.plusSeconds(60))
                        .setDelayMillis(60_000)
                        .build());
        now.set(Releases.NOW.plusSeconds(119));
        assertThat(feed("wwf").over()).isFalse();
        now.set(Releases.NOW.plusSeconds(120));
        assertThat(feed("wwf").over()).isTrue();
    }

    @Test
    void shouldNotShowThePublicWhatWasReleasedToAPartner() {
        store.agreement("wwf", Releases.partner("wwf").build());
        release(shot(1, Releases.NOW));
        // Somebody makes the agreement public, and a record says so in the wrong topic.
        store.agreement("wwf", Releases.open("wwf").build());
        store.release(Audience.PUBLIC, shot(2, Releases.NOW).build());

        assertThat(shown("wwf")).isEmpty();
    }

    @Test
    void shouldCallNothingChangedThatIsReadAgain() {
        store.agreement("wwf", Releases.partner("wwf").build());
        release(shot(1, Releases.NOW));
        now.set(Releases.NOW.plusSeconds(100));
        release(shot(1, Releases.NOW));
        store.agreement("wwf", Releases.partner("wwf").build());

        assertThat(feed("wwf").changedAt()).isEqualTo(Releases.NOW);
    }
}

package org.amurwatch.consumer.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanaryWatchTest {

    private static final Instant START = Instant.parse("2026-01-17T00:00:00Z");

    private Instant now = START;
    private boolean reachable = true;
    private int calls;
    private final List<String> told = new ArrayList<>();
    private final CanaryWatch watch = new CanaryWatch(
            ((InstantSource) () -> now).withZone(ZoneOffset.UTC), Duration.ofMinutes(3), new OutOfBand() {
                @Override
                public boolean shut(Duration age) {
                    return tell("shut for " + age.toMinutes());
                }

                @Override
                public boolean openAgain(Duration lasted) {
                    return tell("open after " + lasted.toMinutes());
                }
            });

    @Test
    void shouldTellOncePerOutageAndOnceWhenItIsOver() {
        lookUntil(3);
        assertThat(told).isEmpty();

        lookUntil(30);
        assertThat(told).containsExactly("shut for 3");
        assertThat(watch.health().well()).isFalse();

        watch.arrived(now);
        lookUntil(32);
        assertThat(told).containsExactly("shut for 3", "open after 30");
        assertThat(watch.health().age()).isEqualTo(Duration.ofMinutes(2));

        lookUntil(40);
        assertThat(told).containsExactly("shut for 3", "open after 30", "shut for 3");
    }

    @Test
    void shouldTellNobodyWhileCanariesComeInTime() {
        for (int minute = 1; minute < 100; minute++) {
            watch.arrived(now);
            lookUntil(minute);
        }

        assertThat(told).isEmpty();
        assertThat(watch.health().well()).isTrue();
    }

    @Test
    void shouldTakeALateCanaryForNoSignOfHealth() {
        lookUntil(10);
        watch.arrived(START.plus(Duration.ofMinutes(2)));
        lookUntil(11);

        assertThat(told).containsExactly("shut for 3");
        assertThat(watch.health().age()).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void shouldTryAgainUntilSomebodyIsTold() {
        reachable = false;
        lookUntil(10);
        assertThat(told).isEmpty();
        assertThat(calls).as("not at every look").isBetween(10, 15);

        reachable = true;
        lookUntil(11);
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldSayNothingOfTheEndToWhomItDidNotTellTheBeginning() {
        reachable = false;
        lookUntil(10);
        watch.arrived(now);
        reachable = true;
        lookUntil(12);

        assertThat(told).isEmpty();
    }

    @Test
    void shouldNotTellANewOutageToWhoStillBelievesInTheLast() {
        lookUntil(10);
        reachable = false;
        watch.arrived(now);
        lookUntil(12);
        lookUntil(15);
        reachable = true;
        lookUntil(20);
        assertThat(told).containsExactly("shut for 3");

        watch.arrived(now);
        lookUntil(21);
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldExpectNoneWhereAnotherProcessGetsThem() {
        watch.expect(false);
        lookUntil(60);
        assertThat(told).isEmpty();
        assertThat(watch.health()).isNull();

        watch.expect(true);
        assertThat(watch.health().age()).isZero();
        lookUntil(64);
        assertThat(told).containsExactly("shut for 3");
    }

    @Test
    void shouldExpectNoneIfItMayBeOfAnyAge() {
        CanaryWatch none = new CanaryWatch(Clock.fixed(START, ZoneOffset.UTC), Duration.ZERO, new OutOfBand() {
            @Override
            public boolean shut(Duration age) {
                throw new AssertionError("Nobody is to be told.");
            }

            @Override
            public boolean openAgain(Duration lasted) {
                throw new AssertionError("Nobody is to be told.");
            }
        });
        none.look();

        assertThat(none.health()).isNull();
    }

    private boolean tell(String what) {
        calls++;
        if (reachable) {
            told.add(what);
        }
        return reachable;
    }

    /** Looks every five seconds. */
    private void lookUntil(int minute) {
        while (now.isBefore(START.plus(Duration.ofMinutes(minute)))) {
            now = now.plusSeconds(5);
            watch.look();
        }
    }
}

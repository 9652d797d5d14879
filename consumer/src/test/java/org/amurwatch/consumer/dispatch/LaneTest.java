package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private volatile Instant now = Alerts.RECEIVED;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Lane lane = new Lane("phone", 8, new DispatchMetrics(metrics), clock);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Boolean> turns = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        release.countDown();
        lane.interrupt();
    }

    private static Answer answer(DeliveryOutcome outcome) {
        return Answer.of(outcome, "so");
    }

    /** Makes one attempt and waits until it is over. */
    private boolean tried(DeliveryOutcome outcome) {
        int before = turns.size();
        boolean taken = lane.offer(paused -> {
            turns.add(paused);
            return paused ? null : answer(outcome);
        });
        if (taken) {
            await().until(() -> turns.size() > before);
            // The lane has heard the answer once it takes up the next one, which calls nobody.
            CountDownLatch next = new CountDownLatch(1);
            if (lane.offer(paused -> {
                next.countDown();
                return null;
            })) {
                await().until(() -> next.await(0, TimeUnit.SECONDS));
            }
        }
        return taken;
    }

    private double paused() {
        return metrics.get("amurwatch.dispatch.endpoint.paused").gauge().value();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(tried(DeliveryOutcome.RETRY)).isTrue();
        }
    }

    @Test
    void shouldLeaveAnEndpointAloneThatFailsAgainAndAgain() {
        fail(Lane.FAILURES);
        await().until(() -> paused() == 1);

        assertThat(tried(DeliveryOutcome.DELIVERED)).isFalse();
        now = now.plus(Lane.PAUSE).minusMillis(1);
        assertThat(tried(DeliveryOutcome.DELIVERED)).isFalse();
        now = now.plusMillis(2);
        assertThat(tried(DeliveryOutcome.RETRY)).as("one attempt").isTrue();
        await().until(() -> paused() == 1);
        assertThat(tried(DeliveryOutcome.DELIVERED)).isFalse();
        now = now.plus(Lane.PAUSE).plusMillis(1);
        assertThat(tried(DeliveryOutcome.DELIVERED)).isTrue();
        await().until(() -> paused() == 0);
        fail(Lane.FAILURES - 1);
        assertThat(tried(DeliveryOutcome.DELIVERED)).as("it begins anew").isTrue();
    }

    @Test
    void shouldLetOneAttemptThroughAtATimeUntilOneSucceeds() {
        fail(Lane.FAILURES);
        await().until(() -> paused() == 1);
        now = now.plus(Lane.PAUSE).plusMillis(1);

        assertThat(lane.offer(this::hang)).isTrue();
        assertThat(lane.offer(this::hang)).isFalse();
    }

    @Test
    void shouldTellThoseThatWaitedThatTheEndpointIsLeftAlone() {
        fail(Lane.FAILURES - 1);
        int begun = turns.size() + 1;
        lane.offer(paused -> {
            hang(paused);
            return answer(DeliveryOutcome.RETRY);
        });
        await("it has begun").until(() -> turns.size() == begun);
        for (int i = 0; i < 3; i++) {
            lane.offer(paused -> {
                turns.add(paused);
                return null;
            });
        }
        release.countDown();

        await().until(() -> turns.size() == begun + 3);
        assertThat(turns.subList(begun, begun + 3)).containsOnly(true);
    }

    @Test
    void shouldNotTakeAnAnswerForAFailureThatNobodyIsToRepeat() {
        for (int i = 0; i < 3 * Lane.FAILURES; i++) {
            assertThat(tried(DeliveryOutcome.FAILED)).isTrue();
        }
    }

    @Test
    void shouldSurviveAnAttemptThatBreaks() {
        fail(Lane.FAILURES);
        await().until(() -> paused() == 1);
        now = now.plus(Lane.PAUSE).plusMillis(1);
        CountDownLatch broken = new CountDownLatch(1);
        assertThat(lane.offer(paused -> {
                    broken.countDown();
                    throw new IllegalStateException("as planned");
                }))
                .isTrue();
        await().dontCatchUncaughtExceptions().until(() -> broken.await(0, TimeUnit.SECONDS));

        await("the permission is given back")
                .dontCatchUncaughtExceptions()
                .until(() -> tried(DeliveryOutcome.DELIVERED));
    }

    @Test
    void shouldRefuseMoreThanFitsIn() {
        lane.offer(this::hang);
        await("it has begun").until(() -> !turns.isEmpty());
        for (int i = 0; i < 8; i++) {
            assertThat(lane.offer(this::hang)).isTrue();
        }
        assertThatThrownBy(() -> lane.offer(this::hang)).isInstanceOf(RejectedExecutionException.class);
    }

    private Answer hang(boolean paused) {
        turns.add(paused);
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer(DeliveryOutcome.DELIVERED);
    }
}

package org.amurwatch.bench.quality.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorldsAtOnceTest {

    private static List<World> worlds(int count) {
        List<World> worlds = new ArrayList<>();
        for (int seed = 1; seed <= count; seed++) {
            worlds.add(new RandomWorld(seed, 1, 1, 0));
        }
        return worlds;
    }

    /** The first waits until the second is done. */
    @Test
    void shouldRunWorldsSideBySideAndGiveResultsInTheirOrder() {
        CountDownLatch second = new CountDownLatch(1);
        List<Long> seeds = new WorldsAtOnce(2).each(worlds(3), world -> {
            if (world.seed() == 1) {
                await(second);
            } else {
                second.countDown();
            }
            return world.seed();
        });
        assertThat(seeds).containsExactly(1L, 2L, 3L);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldThrowWhatAWorldThrew() {
        assertThatThrownBy(() -> new WorldsAtOnce(2).each(worlds(2), world -> {
                    throw new IllegalArgumentException("out of order");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("out of order");
        assertThat(new WorldsAtOnce(2).each(worlds(0), World::seed)).isEmpty();
    }
}

package org.amurwatch.producer.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerrainTest {

    @Test
    void shouldWalkRoundByATrailAndStealRoundIt() {
        Terrain terrain = new Terrain(11, 5);
        for (int column = 0; column < 11; column++) {
            terrain.makeWay(2 * 11 + column, Terrain.TRAIL);
        }
        int from = 0;
        int to = 10;
        assertThat(terrain.route(from, to, Gait.WALKER)).contains(2 * 11 + 5);
        assertThat(terrain.route(2 * 11, 2 * 11 + 10, Gait.STEALTHY)).doesNotContain(2 * 11 + 5);
    }

    @Test
    void shouldGoNowhereForTheSameCell() {
        assertThat(new Terrain(3, 3).route(4, 4, Gait.WALKER)).containsExactly(4);
    }

    /** The oracle relaxes every edge until nothing changes. */
    @ParameterizedTest
    @EnumSource
    void shouldCostAsLittleAsTheOracleFinds(Gait gait) {
        for (long seed = 1; seed <= 5; seed++) {
            RandomStream random = RandomStream.of(seed, "terrain test");
            Terrain terrain = new Terrain(9, 7);
            for (int cell = 0; cell < terrain.cells(); cell++) {
                terrain.makeWay(cell, (byte) random.below(4));
                if (random.chance(0.2)) {
                    terrain.makeRiver(cell);
                }
            }
            int from = random.below(terrain.cells());
            double[] oracle = oracle(terrain, from, gait);
            for (int to = 0; to < terrain.cells(); to++) {
                int[] route = terrain.route(from, to, gait);
                double cost = 0;
                for (int i = 1; i < route.length; i++) {
                    cost += terrain.seconds(route[i - 1], route[i], gait);
                }
                assertThat(cost).as("seed %d, %s to %d", seed, gait, to).isCloseTo(oracle[to], within(1e-6));
            }
        }
    }

    private static double[] oracle(Terrain terrain, int from, Gait gait) {
        double[] cost = new double[terrain.cells()];
        Arrays.fill(cost, 1e18);
        cost[from] = 0;
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int a = 0; a < cost.length; a++) {
                for (int b = 0; b < cost.length; b++) {
                    boolean beside = a != b
                            && Math.abs(a % terrain.columns() - b % terrain.columns()) <= 1
                            && Math.abs(a / terrain.columns() - b / terrain.columns()) <= 1;
                    if (beside && cost[a] + terrain.seconds(a, b, gait) < cost[b] - 1e-9) {
                        cost[b] = cost[a] + terrain.seconds(a, b, gait);
                        changed = true;
                    }
                }
            }
        }
        return cost;
    }
}

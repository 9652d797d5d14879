package org.amurwatch.producer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashSet128Test {

    @Test
    void shouldHoldWhatAnOrdinarySetHolds() {
        long seed = new Random().nextLong();
        System.out.println("HashSet128Test seed " + seed);
        Random random = new Random(seed);
        HashSet128 set = new HashSet128();
        Set<Hash128> oracle = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            // Few low values, so that many hashes want one place.
            Hash128 hash = new Hash128(1 + random.nextInt(5_000), (long) random.nextInt(16) << 28);
            assertThat(set.add(hash)).as("seed %d", seed).isEqualTo(oracle.add(hash));
            Hash128 other = new Hash128(1 + random.nextInt(10_000), (long) random.nextInt(16) << 28);
            assertThat(set.contains(other)).as("seed %d", seed).isEqualTo(oracle.contains(other));
        }
        assertThat(set.size()).isEqualTo(oracle.size());
    }

    @Test
    void shouldHoldManyHashes() {
        HashSet128 set = new HashSet128();
        for (int i = 0; i < 100_000; i++) {
            assertThat(set.add(Hash128.of("event" + i))).isTrue();
        }
        for (int i = 0; i < 200_000; i++) {
            assertThat(set.contains(Hash128.of("event" + i))).isEqualTo(i < 100_000);
        }
        assertThat(set.size()).isEqualTo(100_000);
    }

    @Test
    void shouldTellPartsOfAKeyApart() {
        assertThat(Hash128.of("a", "bc")).isNotEqualTo(Hash128.of("ab", "c"));
    }
}

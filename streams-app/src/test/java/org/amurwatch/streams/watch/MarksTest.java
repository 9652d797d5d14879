package org.amurwatch.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MarksTest {

    @Test
    void shouldKeepTheLastWindowWhateverTheOrder() {
        long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());
        System.out.println("MarksTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        Random random = new Random(seed);
        for (int number = 0; number < 500; number++) {
            List<Long> indexes = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                indexes.add((long) random.nextInt(300) - 100);
            }
            long last = Collections.max(indexes);
            TreeSet<Long> expected = new TreeSet<>(indexes);
            expected.removeIf(index -> index <= last - 64);
            Collections.shuffle(indexes, random);
            Marks marks = Marks.none(64);
            for (long index : indexes) {
                marks = marks.with(index);
            }
            assertThat(marks.marked()).as("seed %d", seed).isEqualTo(new ArrayList<>(expected));
            assertThat(Marks.of(64, marks.last(), marks.words())).isEqualTo(marks);
            List<Long> gaps = new ArrayList<>();
            Long before = null;
            for (Long index : expected) {
                if (before != null) {
                    gaps.add(index - before);
                }
                before = index;
            }
            assertThat(marks.gaps()).as("seed %d", seed).isEqualTo(gaps);
        }
    }
}

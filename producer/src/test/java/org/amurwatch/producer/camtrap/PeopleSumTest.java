package org.amurwatch.producer.camtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.junit.jupiter.api.Test;

class PeopleSumTest {

    @Test
    void shouldNotDependOnTheOrderNorOnBeingStoredBetween() {
        long seed = new Random().nextLong();
        System.out.println("PeopleSumTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<PeopleSum> rows = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                rows.add(row(random, i));
            }
            PeopleSum sum = rows.stream().reduce(PeopleSum::plus).orElseThrow();
            Collections.shuffle(rows, random);
            PeopleSum other = rows.get(0);
            for (PeopleSum next : rows.subList(1, rows.size())) {
                other = PeopleSum.fromBytes(other.toBytes()).plus(next);
            }
            assertThat(other).as("seed %d", seed).isEqualTo(sum);
            assertThat(sum.mediaIds())
                    .hasSizeLessThanOrEqualTo(PeopleSum.MOST_MEDIA)
                    .isSorted();
        }
    }

    private static PeopleSum row(Random random, int number) {
        Instant start = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100));
        boolean event = random.nextBoolean();
        int count = 1 + random.nextInt(3);
        Classification label = random.nextInt(4) == 0
                ? null
                : Classification.newBuilder()
                        .setMethod(ClassificationMethod.values()[random.nextInt(3)])
                        .setProbability(random.nextBoolean() ? null : random.nextInt(3) / 2.0)
                        .setBy(random.nextBoolean() ? null : "person-" + random.nextInt(3))
                        .setAt(random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(3)))
                        .build();
        return new PeopleSum(
                "d",
                "d:e:human",
                false,
                start,
                start.plusSeconds(random.nextInt(30)),
                random.nextInt(5) == 0,
                random.nextInt(5) == 0,
                event ? count : 0,
                event ? 0 : count,
                random.nextBoolean(),
                start,
                number,
                label,
                random.nextBoolean() ? List.of() : List.of("m" + random.nextInt(30)));
    }
}

package org.amurwatch.streams.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Purpose;
import org.junit.jupiter.api.Test;

class RandomisedCountingTest {

    private static final int CASES = 300;
    private static final int STEPS = 60;

    private final long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());

    @Test
    void shouldCountAsTheOracleWhateverHappensToEvents() {
        System.out.println("RandomisedCountingTest seed " + seed + " (-Damurwatch.test.seed=" + seed + ")");
        for (int number = 0; number < CASES; number++) {
            long caseSeed = seed + number;
            Purpose system = number % 3 == 0 ? Purpose.EXERCISE : Purpose.ACTUAL;
            RandomField field = new RandomField(caseSeed);
            MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(system));
            for (int step = 0; step < STEPS; step++) {
                for (RandomField.Change change : field.next()) {
                    activity.apply(change.territoryId(), change.value());
                }
                if (step % 7 == 6) {
                    compare(activity, field, system, "seed " + caseSeed + ", step " + step);
                }
            }
            compare(activity, field, system, "seed " + caseSeed + ", end");
        }
    }

    @Test
    void shouldCountTheSameInAnyOrderOfArrivalAndForgetAllThatIsWithdrawn() {
        for (int number = 0; number < CASES / 4; number++) {
            long caseSeed = seed + number;
            RandomField field = new RandomField(caseSeed);
            for (int step = 0; step < STEPS; step++) {
                field.next();
            }
            List<LocatedEvent> events = new ArrayList<>(field.current());
            Collections.shuffle(events, new Random(caseSeed));
            MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(Purpose.ACTUAL));
            events.forEach(activity::add);
            compare(activity, field, Purpose.ACTUAL, "seed " + caseSeed);

            Collections.shuffle(events, new Random(caseSeed + 1));
            events.forEach(activity::withdraw);
            assertThat(activity.days).as("seed %d", caseSeed).isEmpty();
            assertThat(activity.statuses).as("seed %d", caseSeed).isEmpty();
            assertThat(activity.events.size()).as("seed %d", caseSeed).isZero();
            assertThat(activity.deployments.size()).as("seed %d", caseSeed).isZero();
        }
    }

    @Test
    void shouldChangeNothingWhenAChangeComesTwice() {
        for (int number = 0; number < CASES / 4; number++) {
            long caseSeed = seed + number;
            RandomField field = new RandomField(caseSeed);
            MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(Purpose.ACTUAL));
            for (int step = 0; step < STEPS; step++) {
                for (RandomField.Change change : field.next()) {
                    activity.apply(change.territoryId(), change.value());
                    ActivityChange again = activity.apply(change.territoryId(), change.value());
                    assertThat(again.days())
                            .as("seed %d, step %d", caseSeed, step)
                            .isEmpty();
                    assertThat(again.statusChanged())
                            .as("seed %d, step %d", caseSeed, step)
                            .isFalse();
                }
            }
        }
    }

    private static void compare(MemoryActivity activity, RandomField field, Purpose system, String where) {
        DetectionOracle oracle = new DetectionOracle(field.current(), system);
        assertThat(activity.days).as(where).isEqualTo(oracle.days);
        assertThat(activity.statuses).as(where).isEqualTo(oracle.statuses);
    }
}

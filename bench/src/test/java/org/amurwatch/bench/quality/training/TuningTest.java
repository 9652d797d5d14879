package org.amurwatch.bench.quality.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.bench.quality.measurement.AlarmQuality;
import org.amurwatch.bench.quality.policy.PageAll;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.bench.quality.world.WorldsAtOnce;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.junit.jupiter.api.Test;

class TuningTest {

    private final List<String> progress = new ArrayList<>();

    /** Nothing of a behaviour that is held out reaches what fits or tunes, neither its truth nor its signs. */
    @Test
    void shouldShowNothingHeldOutToWhatIsTuned() {
        RandomWorld planted = new RandomWorld(1, 20, 2_000, 20);
        assertThat(planted.incursions()).anyMatch(Incursion::heldOut);
        List<Incursion> seen = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (World world : new TrainingWorlds(List.of(planted)).worlds()) {
            world.run(new SimulationSink() {
                @Override
                public void event(SimulatedEvent event, Cause cause) {
                    events.add(event.id());
                }

                @Override
                public void incursion(Incursion incursion) {
                    seen.add(incursion);
                }
            });
        }
        List<String> heldOut = planted.incursions().stream()
                .filter(Incursion::heldOut)
                .map(Incursion::id)
                .toList();
        assertThat(seen).isNotEmpty().noneMatch(Incursion::heldOut);
        assertThat(events).hasSize((int) planted.events().stream()
                .filter(told -> !heldOut.contains(String.valueOf(told.cause().incursionId())))
                .count());
    }

    /** The planted error: were held-out incursions seen, taking them away would change weights and knobs. */
    @Test
    void shouldTuneTheSameWithAndWithoutHeldOutIncursionsInTheWorld() {
        RandomWorld planted = new RandomWorld(1, 20, 2_000, 20);
        List<String> with = labels(new TrainingWorlds(List.of(planted)));
        List<String> without = labels(new TrainingWorlds(List.of(new WithoutTheHeldOut(planted))));
        assertThat(with).isEqualTo(without);
    }

    @Test
    void shouldTuneTheSameTwice() {
        TrainingWorlds training = new TrainingWorlds(List.of(new RandomWorld(3, 10, 1_000, 10)));
        assertThat(labels(training)).isEqualTo(labels(training));
    }

    @Test
    void shouldChooseWithinThePagesAllowed() {
        TrainingWorlds training = new TrainingWorlds(List.of(new RandomWorld(5, 30, 3_000, 30)));
        TunedPolicy pageAll = new Tuning(training, progress::add, new WorldsAtOnce(1))
                .tune(List.of(PageAll.family()))
                .get(0);

        assertThat(pageAll.asMade().cap()).isEmpty();
        assertThat(pageAll.byPagesPerDay()).containsOnlyKeys(1, 2, 5, 10);
        pageAll.byPagesPerDay()
                .forEach((pages, chosen) -> assertThat(chosen.cap().orElse(999)).isLessThanOrEqualTo(pages));
        assertThat(progress).contains("tuning on seed 5");
    }

    private List<String> labels(TrainingWorlds training) {
        List<String> labels = new ArrayList<>();
        for (TunedPolicy policy : new AlarmQuality(progress::add).tune(AlarmQuality.POLICIES, training)) {
            labels.add(policy.name() + ": " + policy.asMade().label());
            policy.byPagesPerDay().forEach((pages, chosen) -> labels.add(pages + ": " + chosen.label()));
        }
        return labels;
    }

    /** Made apart from the code under test: a world from which they never came. */
    private record WithoutTheHeldOut(RandomWorld world) implements World {
        @Override
        public long seed() {
            return world.seed();
        }

        @Override
        public int days() {
            return world.days();
        }

        @Override
        public Instant end() {
            return world.end();
        }

        @Override
        public FieldMap map() {
            return world.map();
        }

        @Override
        public void run(SimulationSink sink) {
            List<String> taken = new ArrayList<>();
            for (Incursion incursion : world.incursions()) {
                if (incursion.heldOut()) {
                    taken.add(incursion.id());
                } else {
                    sink.incursion(incursion);
                }
            }
            for (RandomWorld.Told told : world.events()) {
                if (!taken.contains(String.valueOf(told.cause().incursionId()))) {
                    sink.event(told.event(), told.cause());
                }
            }
        }
    }
}

package org.amurwatch.bench.quality.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.bench.quality.CoreTime;
import org.amurwatch.bench.quality.policy.PageAll;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.Score;
import org.amurwatch.bench.quality.score.WorldRun;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.junit.jupiter.api.Test;

/** The simulator's own worlds. */
class SimulatedWorldsTest {

    private static final class Heard implements SimulationSink {
        private final List<SimulatedEvent> events = new ArrayList<>();
        private final List<Incursion> incursions = new ArrayList<>();

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            events.add(event);
        }

        @Override
        public void incursion(Incursion incursion) {
            incursions.add(incursion);
        }
    }

    @Test
    void shouldTellTheSameWorldOnEachRun() {
        World world = SimulatedWorlds.of("russia").world(7, 20);
        Heard first = hear(world);
        Heard second = hear(world);

        assertThat(first.events).isNotEmpty().isEqualTo(second.events);
        assertThat(first.incursions).isNotEmpty().isEqualTo(second.incursions);
        assertThat(world.end()).isEqualTo(Instant.parse("2027-01-20T14:00:00Z"));
    }

    /** 20 days at 3,650 a year are about 200. */
    @Test
    void shouldPlantIncursionsPer400Cameras() {
        World world = SimulatedWorlds.of("russia").withIncursionsPerYear(3_650).world(7, 20);

        assertThat(hear(world).incursions.size()).isBetween(120, 280);
    }

    @Test
    void shouldFindEveryIncursionWithAFreshSignByPagingAll() {
        Contestant pageAll = Contestant.uncapped(PageAll.family().asMade());
        WorldRun run = WorldRun.of(SimulatedWorlds.of("russia").world(3, 60), List.of(pageAll));
        Score score = Objects.requireNonNull(run.outcomes().get(pageAll)).all();

        assertThat(score.incursions().paged())
                .isPositive()
                .isEqualTo(run.bounds().withFreshSign());
    }

    @Test
    void shouldRunAYearOf400CamerasThroughAPolicyInWellUnderAMinute() {
        Contestant pageAll = Contestant.uncapped(PageAll.family().asMade());
        World year = SimulatedWorlds.of("russia").world(11, 365);
        CoreTime time = new CoreTime();
        WorldRun.of(year, List.of(pageAll));

        assertThat(time.taken()).isLessThan(Duration.ofSeconds(40));
    }

    private static Heard hear(World world) {
        Heard heard = new Heard();
        world.run(heard);
        return heard;
    }
}

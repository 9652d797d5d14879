package org.amurwatch.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.bench.quality.measurement.AlarmQuality;
import org.amurwatch.bench.quality.policy.DefaultRules;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.WorldRun;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.training.TunedPolicy;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.junit.jupiter.api.Test;

/** The fast path: as many events as a year of 400 cameras gives, through every policy, in well under a minute of one core. */
class YearOfCamerasTest {

    @Test
    void shouldRunAYearOf400CamerasThroughAllBaselinesInWellUnderAMinute() {
        List<String> baselines = AlarmQuality.POLICIES.stream()
                .filter(policy -> !policy.equals(DefaultRules.NAME))
                .toList();
        List<TunedPolicy> tuned = new AlarmQuality(line -> {})
                .tune(baselines, new TrainingWorlds(List.of(new RandomWorld(2, 60, 6_000, 60))));
        List<Contestant> contestants = new ArrayList<>();
        tuned.forEach(policy -> {
            contestants.add(policy.asMade());
            contestants.addAll(policy.byPagesPerDay().values());
        });
        RandomWorld year = new RandomWorld(1, 365, 60_000, 365);

        CoreTime time = new CoreTime();
        WorldRun run = WorldRun.of(year, contestants);
        Duration taken = time.taken();

        assertThat(run.bounds().events()).isEqualTo(60_000);
        assertThat(taken).as("25 contestants together").isLessThan(Duration.ofSeconds(30));
    }

    /** Of the simulator's own: the random world is one long storm at ten stations. */
    @Test
    void shouldRunASimulatedYearThroughTheDecisionEngineInUnderAMinute() {
        World year = SimulatedWorlds.of("russia").world(1, 365);

        CoreTime time = new CoreTime();
        WorldRun run = WorldRun.of(
                year, List.of(Contestant.uncapped(DefaultRules.family().asMade())));
        Duration taken = time.taken();

        assertThat(run.bounds().events()).isGreaterThan(50_000);
        assertThat(taken).isLessThan(Duration.ofMinutes(1));
    }
}

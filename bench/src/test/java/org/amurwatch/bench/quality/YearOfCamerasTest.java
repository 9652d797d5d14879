package org.amurwatch.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.bench.quality.measurement.AlarmQuality;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.WorldRun;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.training.TunedPolicy;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.junit.jupiter.api.Test;

/** The fast path: as many events as a year of 400 cameras gives, through every policy, in well under a minute. */
class YearOfCamerasTest {

    @Test
    void shouldRunAYearOf400CamerasThroughAllPoliciesInWellUnderAMinute() {
        List<TunedPolicy> tuned = new AlarmQuality(line -> {})
                .tune(AlarmQuality.POLICIES, new TrainingWorlds(List.of(new RandomWorld(2, 60, 6_000, 60))));
        List<Contestant> contestants = new ArrayList<>();
        tuned.forEach(policy -> {
            contestants.add(policy.asMade());
            contestants.addAll(policy.byPagesPerDay().values());
        });
        RandomWorld year = new RandomWorld(1, 365, 60_000, 365);

        long begin = System.nanoTime();
        WorldRun run = WorldRun.of(year, contestants);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(run.bounds().events()).isEqualTo(60_000);
        assertThat(taken).as("25 contestants together").isLessThan(Duration.ofSeconds(30));
    }
}

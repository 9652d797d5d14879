package org.amurwatch.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.amurwatch.bench.quality.policy.PageAll;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.junit.jupiter.api.Test;

class WorldRunTest {

    /** page-all pages each fresh sign: nothing that could be found is missed, and nothing else is found. */
    @Test
    void shouldFindEveryIncursionWithAFreshSignByPagingAll() {
        Contestant pageAll = Contestant.uncapped(PageAll.family().asMade());
        for (long seed = 1; seed <= 200; seed++) {
            RandomWorld world = new RandomWorld(seed, 5, 60, 12);
            WorldRun run = WorldRun.of(world, List.of(pageAll));
            Score score = Objects.requireNonNull(run.outcomes().get(pageAll)).all();

            assertThat(score.incursions())
                    .as("seed %d", seed)
                    .isEqualTo(new Score.Found(12, run.bounds().withFreshSign()));
            assertThat(score.twoSigns().paged()).isEqualTo(score.twoSigns().all());
            assertThat(score.minutes()).allMatch(minutes -> minutes == 0);
        }
    }

    @Test
    void shouldCapTheSamePagesOfTheSamePolicy() {
        Contestant all = Contestant.uncapped(PageAll.family().asMade());
        Contestant two = new Contestant(PageAll.family().asMade(), OptionalInt.of(2));
        Contestant capped = new Contestant(all.setting(), OptionalInt.of(2));
        RandomWorld world = new RandomWorld(7);
        WorldRun run = WorldRun.of(world, List.of(all, capped));

        Score cappedScore = Objects.requireNonNull(run.outcomes().get(capped)).all();
        assertThat(cappedScore.pages()).isBetween(2, 2 * (world.days() + 1));
        assertThat(cappedScore.pages())
                .isLessThan(
                        Objects.requireNonNull(run.outcomes().get(all)).all().pages());
        assertThat(Objects.requireNonNull(
                                WorldRun.of(world, List.of(two)).outcomes().get(two))
                        .all()
                        .pages())
                .isEqualTo(cappedScore.pages());
    }
}

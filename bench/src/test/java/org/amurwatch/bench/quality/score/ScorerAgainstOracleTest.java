package org.amurwatch.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amurwatch.bench.quality.policy.Level;
import org.amurwatch.bench.quality.policy.Page;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scorer against an oracle that shares no code with it, on worlds and pages without sense. */
class ScorerAgainstOracleTest {

    private static final int WORLDS = 300;

    @Test
    void shouldAgreeWithTheOracleOnRandomWorlds() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            List<Page> messages = messages(world, new Random(seed));
            assertThat(scored(world, messages))
                    .as("seed %d", seed)
                    .isEqualTo(new SlowOracle(world, messages, Set.of()).answer());
        }
    }

    /** The comparison above is worth something: with any of these errors on one side, it fails. */
    @ParameterizedTest
    @EnumSource(SlowOracle.PlantedError.class)
    void shouldDisagreeWithAnErrorPlanted(SlowOracle.PlantedError error) {
        int caught = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            RandomWorld world = new RandomWorld(seed);
            List<Page> messages = messages(world, new Random(seed));
            if (!scored(world, messages).equals(new SlowOracle(world, messages, Set.of(error)).answer())) {
                caught++;
            }
        }
        assertThat(caught).as("worlds of %d that show %s", WORLDS, error).isGreaterThan(WORLDS / 10);
    }

    private static SlowOracle.Answer scored(RandomWorld world, List<Page> messages) {
        TruthLedger truth = new TruthLedger();
        world.run(truth);
        Scorer scorer = new Scorer(truth);
        messages.forEach(scorer);
        Score score = scorer.score(world.days());
        return new SlowOracle.Answer(
                score.incursions().all(),
                score.incursions().paged(),
                score.twoSigns().all(),
                score.twoSigns().paged(),
                score.pages(),
                score.realPages(),
                score.minutes().stream().sorted().toList());
    }

    /** Pages early and late, with evidence of anything, of incidents that go on. */
    private static List<Page> messages(RandomWorld world, Random random) {
        List<Page> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<String> evidence = new ArrayList<>();
            Instant at = Instant.MIN;
            for (int shown = random.nextInt(4); shown >= 0; shown--) {
                var event = world.events()
                        .get(random.nextInt(world.events().size()))
                        .event();
                evidence.add(event.id());
                at = at.isBefore(event.receivedAt()) ? event.receivedAt() : at;
            }
            Duration shift =
                    switch (random.nextInt(3)) {
                        case 0 -> Duration.ofSeconds(-1);
                        case 1 -> Duration.ZERO;
                        default -> Duration.ofMinutes(random.nextInt(100));
                    };
            Level level = Level.values()[random.nextInt(2)];
            messages.add(new Page(at.plus(shift), level, "incident-" + random.nextInt(8), evidence));
        }
        return messages;
    }
}

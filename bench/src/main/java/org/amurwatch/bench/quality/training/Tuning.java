package org.amurwatch.bench.quality.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.policy.PolicyFamily;
import org.amurwatch.bench.quality.policy.PolicySetting;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.Outcome;
import org.amurwatch.bench.quality.score.Score;
import org.amurwatch.bench.quality.score.WorldRun;
import org.amurwatch.bench.quality.world.WorldsAtOnce;

/**
 * Chooses, for each number of pages a day, the setting of a policy's knobs that finds most incursions on the training
 * worlds without paging more often. Each setting is also tried with its pages cut off after the first so many of a day, so
 * that every policy has an answer at every number.
 */
public final class Tuning {

    /** Where the curve is read. */
    public static final List<Integer> PAGES_PER_DAY = List.of(1, 2, 5, 10);

    private final TrainingWorlds training;
    private final Consumer<String> progress;
    private final WorldsAtOnce worldsAtOnce;

    /** @param progress told from several threads */
    public Tuning(TrainingWorlds training, Consumer<String> progress, WorldsAtOnce worldsAtOnce) {
        this.training = training;
        this.progress = progress;
        this.worldsAtOnce = worldsAtOnce;
    }

    /** One tuned policy per family, in their order; the worlds are run once for all. */
    public List<TunedPolicy> tune(List<PolicyFamily> families) {
        List<Contestant> all = new ArrayList<>();
        families.forEach(family -> all.addAll(contestants(family)));
        Map<Contestant, Score> scores = new LinkedHashMap<>();
        List<WorldRun> runs = worldsAtOnce.each(training.worlds(), world -> {
            progress.accept("tuning on seed " + world.seed());
            return WorldRun.of(world, all);
        });
        for (WorldRun run : runs) {
            for (Map.Entry<Contestant, Outcome> entry : run.outcomes().entrySet()) {
                scores.merge(entry.getKey(), entry.getValue().all(), Score::plus);
            }
        }
        return families.stream().map(family -> tuned(family, scores)).toList();
    }

    private TunedPolicy tuned(PolicyFamily family, Map<Contestant, Score> scores) {
        Map<Integer, Contestant> chosen = new TreeMap<>();
        for (int pages : PAGES_PER_DAY) {
            chosen.put(pages, best(contestants(family), scores, allowed(pages)));
        }
        return new TunedPolicy(family.name(), Contestant.uncapped(family.asMade()), chosen);
    }

    /** Pages of all training days at so many a day: of one day more per world, for a world may begin within a local day. */
    private long allowed(int pagesPerDay) {
        return (long) pagesPerDay * (training.days() + training.worlds().size());
    }

    private static List<Contestant> contestants(PolicyFamily family) {
        List<Contestant> contestants = new ArrayList<>();
        for (PolicySetting setting : family.knobs()) {
            contestants.add(Contestant.uncapped(setting));
            for (int pages : PAGES_PER_DAY) {
                contestants.add(new Contestant(setting, OptionalInt.of(pages)));
            }
        }
        return contestants;
    }

    /** Most found; of those the fewest pages; of those the first. */
    private static Contestant best(List<Contestant> contestants, Map<Contestant, Score> scores, long mostPages) {
        Contestant best = contestants.get(0);
        for (Contestant contestant : contestants) {
            if (isBetter(score(contestant, scores), score(best, scores), mostPages)) {
                best = contestant;
            }
        }
        return best;
    }

    private static boolean isBetter(Score score, Score best, long mostPages) {
        boolean within = score.pages() <= mostPages;
        boolean bestWithin = best.pages() <= mostPages;
        if (within != bestWithin) {
            return within;
        }
        int more = within ? score.incursions().paged() - best.incursions().paged() : 0;
        return more > 0 || (more == 0 && score.pages() < best.pages());
    }

    private static Score score(Contestant contestant, Map<Contestant, Score> scores) {
        return scores.getOrDefault(contestant, Score.none());
    }
}

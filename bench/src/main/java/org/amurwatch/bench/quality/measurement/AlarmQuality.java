package org.amurwatch.bench.quality.measurement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amurwatch.bench.quality.policy.Ablation;
import org.amurwatch.bench.quality.policy.AddaxAiLike;
import org.amurwatch.bench.quality.policy.DefaultRules;
import org.amurwatch.bench.quality.policy.EarthRangerLike;
import org.amurwatch.bench.quality.policy.OneEventScore;
import org.amurwatch.bench.quality.policy.PageAll;
import org.amurwatch.bench.quality.policy.PolicyFamily;
import org.amurwatch.bench.quality.policy.RfcxLike;
import org.amurwatch.bench.quality.score.Bounds;
import org.amurwatch.bench.quality.score.Contestant;
import org.amurwatch.bench.quality.score.Outcome;
import org.amurwatch.bench.quality.score.Score;
import org.amurwatch.bench.quality.score.WorldRun;
import org.amurwatch.bench.quality.training.OneEventFit;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.training.TunedPolicy;
import org.amurwatch.bench.quality.training.Tuning;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.bench.quality.world.WorldsAtOnce;

/** Tunes the policies on training worlds, then measures them on others. */
public final class AlarmQuality {

    /** The policies that can be measured, in the order of reports. */
    public static final List<String> POLICIES = List.of(
            PageAll.NAME, EarthRangerLike.NAME, AddaxAiLike.NAME, RfcxLike.NAME, OneEventScore.NAME, DefaultRules.NAME);

    /** What can be measured beside them: {@link DefaultRules} without one of its parts. */
    public static final List<String> ABLATIONS = Ablation.POLICIES;

    private final Consumer<String> progress;
    private final WorldsAtOnce worldsAtOnce;

    public AlarmQuality(Consumer<String> progress) {
        this(progress, WorldsAtOnce.onePerCore());
    }

    /** @param progress told from several threads */
    public AlarmQuality(Consumer<String> progress, WorldsAtOnce worldsAtOnce) {
        this.progress = progress;
        this.worldsAtOnce = worldsAtOnce;
    }

    /** Policies by name, fitted and tuned. */
    public List<TunedPolicy> tune(List<String> policies, TrainingWorlds training) {
        List<PolicyFamily> families = new ArrayList<>();
        for (String policy : policies) {
            if (policy.equals(OneEventScore.NAME)) {
                progress.accept("fitting " + policy);
            }
            families.add(family(policy, training));
        }
        return new Tuning(training, progress, worldsAtOnce).tune(families);
    }

    private static PolicyFamily family(String policy, TrainingWorlds training) {
        return switch (policy) {
            case PageAll.NAME -> PageAll.family();
            case EarthRangerLike.NAME -> EarthRangerLike.family();
            case AddaxAiLike.NAME -> AddaxAiLike.family();
            case RfcxLike.NAME -> RfcxLike.family();
            case OneEventScore.NAME -> OneEventFit.family(training);
            case DefaultRules.NAME -> DefaultRules.family();
            default -> DefaultRules.family(Ablation.of(policy));
        };
    }

    /** Measures tuned policies on worlds. */
    public Measurement measure(String variant, List<TunedPolicy> policies, List<? extends World> worlds) {
        Set<Contestant> contestants = new LinkedHashSet<>();
        for (TunedPolicy policy : policies) {
            contestants.add(policy.asMade());
            contestants.addAll(policy.byPagesPerDay().values());
        }
        Map<Long, Map<Contestant, Outcome>> bySeed = new LinkedHashMap<>();
        Bounds bounds = new Bounds(0, 0, 0, 0, 0);
        List<WorldRun> runs = worldsAtOnce.each(worlds, world -> {
            progress.accept(variant + ": seed " + world.seed());
            return WorldRun.of(world, contestants);
        });
        for (int i = 0; i < runs.size(); i++) {
            bySeed.put(worlds.get(i).seed(), runs.get(i).outcomes());
            bounds = bounds.plus(runs.get(i).bounds());
        }
        return new Measurement(
                variant,
                policies.stream().map(policy -> quality(policy, bySeed)).toList(),
                bounds);
    }

    private static PolicyQuality quality(TunedPolicy policy, Map<Long, Map<Contestant, Outcome>> bySeed) {
        Map<Integer, PolicyQuality.CurvePoint> curve = new LinkedHashMap<>();
        policy.byPagesPerDay().forEach((pages, chosen) -> {
            Score score = outcomes(chosen, bySeed).map(Outcome::all).reduce(Score.none(), Score::plus);
            curve.put(pages, new PolicyQuality.CurvePoint(chosen, score));
        });
        Map<Long, PolicyQuality.SeedQuality> seeds = new LinkedHashMap<>();
        bySeed.forEach((seed, outcomes) -> {
            Map<Integer, Score> seedCurve = new LinkedHashMap<>();
            policy.byPagesPerDay()
                    .forEach((pages, chosen) ->
                            seedCurve.put(pages, outcome(outcomes, chosen).all()));
            seeds.put(seed, new PolicyQuality.SeedQuality(outcome(outcomes, policy.asMade()), seedCurve));
        });
        Outcome asMade = outcomes(policy.asMade(), bySeed).reduce(Outcome.none(), Outcome::plus);
        return new PolicyQuality(policy.name(), policy.asMade().label(), asMade, curve, seeds);
    }

    private static Stream<Outcome> outcomes(Contestant contestant, Map<Long, Map<Contestant, Outcome>> bySeed) {
        return bySeed.values().stream().map(outcomes -> outcome(outcomes, contestant));
    }

    private static Outcome outcome(Map<Contestant, Outcome> outcomes, Contestant contestant) {
        return Objects.requireNonNull(outcomes.get(contestant));
    }
}

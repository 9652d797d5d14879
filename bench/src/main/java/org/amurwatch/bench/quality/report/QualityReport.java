package org.amurwatch.bench.quality.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.bench.quality.measurement.Measurement;
import org.amurwatch.bench.quality.measurement.PolicyQuality;
import org.amurwatch.bench.quality.policy.Level;
import org.amurwatch.bench.quality.score.Bounds;
import org.amurwatch.bench.quality.score.Outcome;
import org.amurwatch.bench.quality.score.Score;
import org.jspecify.annotations.Nullable;

/** A measurement and its variants in the shape of the command's JSON, and as rows of its table. */
public final class QualityReport {

    /** What was run: settings, seeds, days. */
    public record Conditions(String settings, int days, List<Long> seeds, List<Long> trainingSeeds) {}

    /** Columns of {@link #rows}. */
    public static final List<String> COLUMNS = List.of(
            "worlds",
            "policy",
            "recall",
            "from",
            "to",
            "recallTwoSigns",
            "pagesPerDay",
            "precision",
            "p50",
            "p95",
            "at1",
            "at2",
            "at5",
            "at10");

    private final Conditions conditions;
    private final Measurement main;
    private final List<Measurement> variants;

    public QualityReport(Conditions conditions, Measurement main, List<Measurement> variants) {
        this.conditions = conditions;
        this.main = main;
        this.variants = List.copyOf(variants);
    }

    /** The whole of it: {@code policies} as promised, then what else there is to know. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policies", policies(main));
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("settings", conditions.settings());
        run.put("days", conditions.days());
        run.put("seeds", conditions.seeds());
        run.put("trainingSeeds", conditions.trainingSeeds());
        json.put("run", run);
        json.put("bounds", bounds(main.bounds()));
        json.put("details", main.policies().stream().map(QualityReport::details).toList());
        json.put("variants", variants.stream().map(QualityReport::variant).toList());
        return json;
    }

    /** One row per policy and variant; recall from the worst seed to the best. */
    public List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        List<Measurement> all = new ArrayList<>(List.of(main));
        all.addAll(variants);
        for (Measurement measurement : all) {
            measurement.policies().forEach(policy -> rows.add(row(measurement.variant(), policy)));
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(String worlds, PolicyQuality policy) {
        Score score = policy.asMade().all();
        List<Double> recalls = policy.bySeed().values().stream()
                .map(seed -> seed.asMade().all().recall())
                .filter(recall -> recall != null)
                .sorted()
                .toList();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("worlds", worlds);
        row.put("policy", policy.policy());
        row.put("recall", score.recall());
        row.put("from", recalls.isEmpty() ? null : recalls.get(0));
        row.put("to", recalls.isEmpty() ? null : recalls.get(recalls.size() - 1));
        row.put("recallTwoSigns", score.recallTwoSigns());
        row.put("pagesPerDay", score.pagesPerDay());
        row.put("precision", score.precision());
        row.put("p50", score.minutesFromSecondSign(0.5));
        row.put("p95", score.minutesFromSecondSign(0.95));
        policy.curve()
                .forEach((pages, point) -> row.put("at" + pages, point.score().recall()));
        return row;
    }

    private static List<Map<String, @Nullable Object>> policies(Measurement measurement) {
        List<Map<String, @Nullable Object>> policies = new ArrayList<>();
        for (PolicyQuality policy : measurement.policies()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("policy", policy.policy());
            json.putAll(figures(policy.asMade().all()));
            Map<Integer, Score> curve = new LinkedHashMap<>();
            policy.curve().forEach((pages, point) -> curve.put(pages, point.score()));
            json.put("curve", curve(curve));
            List<Map<String, @Nullable Object>> seeds = new ArrayList<>();
            policy.bySeed().forEach((seed, quality) -> {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("seed", seed);
                one.putAll(figures(quality.asMade().all()));
                one.put("curve", curve(quality.curve()));
                seeds.add(one);
            });
            json.put("bySeed", seeds);
            policies.add(json);
        }
        return policies;
    }

    private static Map<String, @Nullable Object> figures(Score score) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("recall", score.recall());
        json.put("recallTwoSigns", score.recallTwoSigns());
        json.put("pagesPerDay", score.pagesPerDay());
        json.put("precision", score.precision());
        Map<String, @Nullable Object> minutes = new LinkedHashMap<>();
        minutes.put("p50", score.minutesFromSecondSign(0.5));
        minutes.put("p95", score.minutesFromSecondSign(0.95));
        json.put("minutesFromSecondSign", minutes);
        return json;
    }

    private static List<Map<String, @Nullable Object>> curve(Map<Integer, Score> curve) {
        List<Map<String, @Nullable Object>> points = new ArrayList<>();
        curve.forEach((pages, score) -> {
            Map<String, @Nullable Object> point = new LinkedHashMap<>();
            point.put("pagesPerDay", pages);
            point.put("recall", score.recall());
            points.add(point);
        });
        return points;
    }

    private static Map<String, @Nullable Object> details(PolicyQuality policy) {
        Outcome asMade = policy.asMade();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("policy", policy.policy());
        json.put("setting", policy.setting());
        json.put("incursions", asMade.all().incursions().all());
        json.put("paged", asMade.all().incursions().paged());
        json.put("incursionsTwoSigns", asMade.all().twoSigns().all());
        json.put("pagedTwoSigns", asMade.all().twoSigns().paged());
        json.put("pages", asMade.all().pages());
        json.put("realPages", asMade.all().realPages());
        for (Level level : Level.values()) {
            json.put(level.name().toLowerCase(Locale.ROOT), figures(asMade.level(level)));
        }
        Map<String, @Nullable Object> behaviours = new LinkedHashMap<>();
        asMade.all().byBehaviour().forEach((behaviour, found) -> behaviours.put(behaviour.name(), found));
        json.put("byBehaviour", behaviours);
        List<Map<String, @Nullable Object>> chosen = new ArrayList<>();
        policy.curve().forEach((pages, point) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("pagesPerDay", pages);
            one.put("setting", point.chosen().label());
            one.put("pagesPerDayMeasured", point.score().pagesPerDay());
            one.put("recall", point.score().recall());
            one.put("recallTwoSigns", point.score().recallTwoSigns());
            one.put("precision", point.score().precision());
            chosen.add(one);
        });
        json.put("curve", chosen);
        return json;
    }

    private static Map<String, @Nullable Object> variant(Measurement variant) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("variant", variant.variant());
        json.put("bounds", bounds(variant.bounds()));
        json.put("policies", policies(variant));
        return json;
    }

    private static Map<String, @Nullable Object> bounds(Bounds bounds) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("events", bounds.events());
        json.put("incursions", bounds.incursions());
        json.put("withSign", bounds.withSign());
        json.put("withFreshSign", bounds.withFreshSign());
        json.put("withTwoFreshSigns", bounds.withTwoFreshSigns());
        return json;
    }
}

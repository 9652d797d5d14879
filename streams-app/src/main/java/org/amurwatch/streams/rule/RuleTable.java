package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules as rows for people: what each looks for, in words. */
final class RuleTable {

    static final List<String> COLUMNS = List.of("rule", "kind", "severity", "level", "finds", "coolDown", "maxAge");

    private RuleTable() {}

    static List<Map<String, @Nullable Object>> of(Rules rules) {
        return rules.rules().stream().map(RuleTable::row).toList();
    }

    private static Map<String, @Nullable Object> row(Rule rule) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("rule", rule.name());
        row.put("kind", Words.of(rule.kind()));
        row.put("severity", Words.of(rule.severity()));
        row.put("level", Words.of(rule.level()));
        row.put("finds", finds(rule.pattern()));
        row.put("coolDown", rule.coolDown().isZero() ? null : Measures.text(rule.coolDown()));
        Duration maxAge = rule.maxAge();
        row.put("maxAge", maxAge == null ? null : Measures.text(maxAge));
        return row;
    }

    /** What a pattern looks for. */
    static String finds(Pattern pattern) {
        if (pattern instanceof Pattern.Threshold threshold) {
            return threshold.events()
                    + (threshold.events() == 1 ? " " : " or more ")
                    + of(threshold.of())
                    + near(threshold.withinMetres(), threshold.window());
        }
        if (pattern instanceof Pattern.Sequence sequence) {
            return sequence.steps().stream()
                    .map(step -> of(step.of()) + near(step.withinMetres(), step.after()))
                    .collect(Collectors.joining(", then "));
        }
        if (pattern instanceof Pattern.Together together) {
            return together.of().stream().map(RuleTable::of).collect(Collectors.joining(" and "))
                    + near(together.withinMetres(), together.window());
        }
        if (pattern instanceof Pattern.ZoneEntry entry) {
            return of(entry.of()) + " " + Measures.text(entry.fromMetres()) + " to " + Measures.text(entry.toMetres())
                    + " from a " + Words.of(entry.zone());
        }
        if (pattern instanceof Pattern.LineCrossing crossing) {
            return of(crossing.of()) + " on two sides of a " + Words.of(crossing.line())
                    + near(crossing.withinMetres(), crossing.window());
        }
        return signalled(pattern);
    }

    private static String signalled(Pattern pattern) {
        if (pattern instanceof Pattern.Absence absence) {
            return Words.of(absence.of()) + " silent " + Measures.plain(absence.timesUsual())
                    + " times its usual pause, " + Measures.text(absence.atLeast()) + " at least";
        }
        if (pattern instanceof Pattern.Baseline baseline) {
            return "more " + of(baseline.of()) + " in " + Measures.text(baseline.window()) + " than usual at a "
                    + Words.of(baseline.per());
        }
        if (pattern instanceof Pattern.IndividualCrossing crossing) {
            return "a known animal on two sides of a " + Words.of(crossing.line()) + " within "
                    + Measures.text(crossing.window());
        }
        if (pattern instanceof Pattern.Movement movement) {
            return "a known animal faster than " + Measures.plain(movement.kilometresPerHour()) + " km/h over "
                    + Measures.text(movement.atLeastMetres());
        }
        throw new IllegalArgumentException("Expected a pattern with words, but got " + pattern + ".");
    }

    private static String near(double metres, Duration time) {
        List<String> near = new ArrayList<>();
        if (metres > 0) {
            near.add(Measures.text(metres));
        }
        if (!time.isZero()) {
            near.add(Measures.text(time));
        }
        return near.isEmpty() ? "" : " within " + String.join(" and ", near);
    }

    private static String of(Selector selector) {
        int conditions = selector.conditions().size();
        return String.join(" or ", selector.subjects()) + (conditions == 0 ? "" : " (conditions: " + conditions + ")");
    }
}

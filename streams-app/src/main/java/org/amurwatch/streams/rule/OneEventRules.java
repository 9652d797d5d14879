package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PageLevel;

/** A rule for each kind, that makes an incident of every report: in force where there is no other set. */
public final class OneEventRules {

    private static final double NEAR_METRES = 3_000;

    private OneEventRules() {}

    /** As version 0. */
    public static Rules all() {
        List<Rule> rules = Stream.of(AlertKind.values())
                .filter(kind -> kind != AlertKind.SOS && kind != AlertKind.PATROL_CONTACT)
                .map(OneEventRules::rule)
                .toList();
        return new Rules("one-event", 0, RuleSettings.DEFAULT, rules);
    }

    private static Rule rule(AlertKind kind) {
        return new Rule(
                "one-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "Every report is told, until rules say which are worth it.",
                SeverityTable.of(kind),
                PageLevel.DISPATCH,
                null,
                Duration.ZERO,
                Map.of("en", "{kind}: {place}, {time}", "ru", "{kind}: {place}, {time}", "zh", "{kind}：{place}，{time}"),
                new Pattern.Threshold(Selector.of(kind), 1, NEAR_METRES, Duration.ofHours(2)));
    }
}

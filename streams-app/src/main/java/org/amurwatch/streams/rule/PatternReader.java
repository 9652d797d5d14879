package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.SignalSubject;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a rule looks for: the keys that are its kind's own. */
final class PatternReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(60);
    private static final Duration LONGEST_OF_ANIMALS = Duration.ofDays(1_000);
    private static final Duration NIGHT = Duration.ofDays(1);
    private static final double FASTEST = 200;
    private static final double MOST_TIMES = 100;
    private static final int MOST_STEPS = 3;

    private final SelectorReader selectors;

    PatternReader(SelectorReader selectors) {
        this.selectors = selectors;
    }

    Pattern read(RuleKind kind, YamlMap rule) {
        return switch (kind) {
            case THRESHOLD -> threshold(rule);
            case SEQUENCE -> sequence(rule);
            case TOGETHER -> together(rule);
            case ABSENCE -> absence(rule);
            case BASELINE -> baseline(rule);
            case CROSSING -> crossing(rule);
            case MOVEMENT -> movement(rule);
        };
    }

    private Pattern threshold(YamlMap rule) {
        Selector of = select(rule);
        Node events = rule.take("events");
        int count = events == null ? 1 : rule.whole("events", events, 1, ThresholdFinder.CHAIN);
        boolean alone = count == 1;
        return new Pattern.Threshold(of, count, within(rule, !alone), window(rule, !alone));
    }

    private Pattern sequence(YamlMap rule) {
        List<Pattern.Step> steps = new ArrayList<>();
        rule.require("steps", "two or three steps, each with select and, from the second on, within and after")
                .ifPresent(list -> {
                    List<Node> nodes = rule.list("steps", list);
                    count(rule, "steps", list, nodes);
                    nodes.forEach(
                            node -> steps.add(step(YamlMap.of("a step", node, rule.mistakes()), steps.isEmpty())));
                });
        return new Pattern.Sequence(steps);
    }

    private Pattern.Step step(YamlMap step, boolean first) {
        Selector of = select(step);
        double within = first ? 0 : within(step, true);
        Duration after = first
                ? Duration.ZERO
                : step.require("after", "how long after the step before, at most, such as 48 h")
                        .map(value -> step.duration("after", value, SECOND, LONGEST))
                        .orElse(Duration.ZERO);
        step.finish();
        return new Pattern.Step(of, within, after);
    }

    private Pattern together(YamlMap rule) {
        List<Selector> of = new ArrayList<>();
        rule.require("of", "a list of what must be there, two or three of it").ifPresent(list -> {
            List<Node> nodes = rule.list("of", list);
            count(rule, "of", list, nodes);
            nodes.forEach(node -> of.add(selectors.read("of", node, rule.mistakes())));
        });
        Node origins = rule.take("origins");
        boolean different = origins == null
                || rule.word("origins", origins, Map.of("different", true, "any", false))
                        .orElse(true);
        return new Pattern.Together(of, within(rule, true), window(rule, true), different);
    }

    private static void count(YamlMap rule, String key, Node list, List<Node> nodes) {
        if (nodes.size() == 1 || nodes.size() > MOST_STEPS) {
            rule.mistakes()
                    .add(list, "Expected two or three entries in '" + key + "', but found " + nodes.size() + ".");
        }
    }

    private static Pattern absence(YamlMap rule) {
        Map<String, SignalSubject> known = new LinkedHashMap<>(Words.small(SignalSubject.class));
        known.remove(Words.of(SignalSubject.TERRITORY));
        SignalSubject of = rule.require("of", "what is silent: station, team or individual")
                .flatMap(value -> rule.word("of", value, known))
                .orElse(SignalSubject.STATION);
        double times = rule.require("timesUsual", "how many times its usual pause, such as 3")
                .map(value -> rule.number("timesUsual", value, 1, MOST_TIMES))
                .orElse(1.0);
        Duration atLeast = rule.require("atLeast", "how long at least, such as 24 h")
                .map(value -> rule.duration("atLeast", value, SECOND, LONGEST_OF_ANIMALS))
                .orElse(SECOND);
        return new Pattern.Absence(of, times, atLeast);
    }

    private Pattern baseline(YamlMap rule) {
        Selector of = select(rule);
        SignalSubject per = rule.require("per", "station")
                .flatMap(value -> rule.word("per", value, Map.of("station", SignalSubject.STATION)))
                .orElse(SignalSubject.STATION);
        double chance = rule.require("chance", "how often so many may come by chance, such as 0.001")
                .map(value -> rule.number("chance", value, 0, 1))
                .orElse(0.0);
        Duration history = rule.require("history", "how much must be known before it says anything, such as 28 d")
                .map(value -> rule.duration("history", value, Duration.ofDays(1), LONGEST_OF_ANIMALS))
                .orElse(Duration.ofDays(1));
        return new Pattern.Baseline(of, per, night(rule), chance, history);
    }

    /** What is counted is a night, from noon to noon of the place. */
    private static Duration night(YamlMap rule) {
        Node value = rule.take("window");
        Duration window = value == null ? window(rule, true) : rule.duration("window", value, SECOND, LONGEST);
        if (value != null && !window.equals(NIGHT)) {
            rule.mistakes().add(value, "A baseline counts from noon to noon: write 'window: 24 h'.");
        }
        return window;
    }

    private Pattern crossing(YamlMap rule) {
        if (rule.has("of")) {
            rule.take("of");
            rule.require("of", "individual")
                    .ifPresent(value -> rule.word("of", value, Map.of("individual", SignalSubject.INDIVIDUAL)));
            PlaceKind line = place(rule, "line");
            Duration window = rule.require("window", "how far apart the two sightings may be, such as 400 d")
                    .map(value -> rule.duration("window", value, SECOND, LONGEST_OF_ANIMALS))
                    .orElse(SECOND);
            return new Pattern.IndividualCrossing(line, window);
        }
        Selector of = select(rule);
        if (rule.has("zone")) {
            PlaceKind zone = place(rule, "zone");
            Node from = rule.take("from");
            double fromMetres = from == null ? 0 : rule.distance("from", from, SelectorReader.FARTHEST_METRES);
            double toMetres = rule.require("to", "how near, such as 1 km")
                    .map(value -> rule.distance("to", value, SelectorReader.FARTHEST_METRES))
                    .orElse(0.0);
            if (from != null && rule.has("to") && fromMetres >= toMetres) {
                rule.mistakes()
                        .add(
                                from,
                                "Nothing is farther than " + Measures.text(fromMetres) + " and within "
                                        + Measures.text(toMetres)
                                        + ": this can never match. 'from' must be less than 'to'.");
            }
            return Pattern.ZoneEntry.into(of, zone, fromMetres, toMetres, within(rule, false), window(rule, false));
        }
        return new Pattern.LineCrossing(of, place(rule, "line"), within(rule, true), window(rule, true));
    }

    private static PlaceKind place(YamlMap rule, String key) {
        return rule.require(key, "a kind of place of the map, such as border")
                .flatMap(value -> rule.word(key, value, Words.small(PlaceKind.class)))
                .orElse(PlaceKind.BORDER);
    }

    private static Pattern movement(YamlMap rule) {
        double faster = rule.require("fasterThan", "kilometres per hour, such as 10")
                .map(value -> rule.number("fasterThan", value, 0, FASTEST))
                .orElse(0.0);
        double over = rule.require("over", "a distance at least, such as 5 km")
                .map(value -> rule.distance("over", value, SelectorReader.FARTHEST_METRES))
                .orElse(0.0);
        return new Pattern.Movement(faster, over);
    }

    private Selector select(YamlMap map) {
        return map.require("select", "which events: kinds, species or signals, and conditions")
                .map(value -> selectors.read("select", value, map.mistakes()))
                .orElse(Selector.of());
    }

    /** Metres. */
    private static double within(YamlMap map, boolean required) {
        Node value = map.take("within");
        if (value == null && required) {
            map.require("within", "a distance such as 3 km");
        }
        return value == null ? 0 : map.distance("within", value, SelectorReader.FARTHEST_METRES);
    }

    private static Duration window(YamlMap map, boolean required) {
        Node value = map.take("window");
        if (value == null && required) {
            map.require("window", "a time such as 30 min");
        }
        return value == null ? Duration.ZERO : map.duration("window", value, SECOND, LONGEST);
    }
}

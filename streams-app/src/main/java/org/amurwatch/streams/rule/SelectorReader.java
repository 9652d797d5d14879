package org.amurwatch.streams.rule;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.SignalKind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads which events a rule takes, and on what conditions. */
final class SelectorReader {

    static final double FARTHEST_METRES = 500_000;

    private static final double MOST_PEOPLE = 1_000_000;
    private static final int HIGHEST_COUNT = 10_000;
    private static final double GREATEST_SUSPICION = 1_000;
    private static final Pattern ANY = Pattern.compile("(?s).+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern DAYS = Pattern.compile("\\d{2}-\\d{2}/\\d{2}-\\d{2}");
    private static final Pattern HOURS = Pattern.compile("\\d{2}:\\d{2}-\\d{2}:\\d{2}");

    private final Map<String, Set<String>> species;
    private final @Nullable SuspicionScore suspicion;
    private final double sensitivity;

    /**
     * @param species scientific names by the set's own words
     * @param suspicion the set's table; null if it has none
     */
    SelectorReader(Map<String, Set<String>> species, @Nullable SuspicionScore suspicion, double sensitivity) {
        this.species = species;
        this.suspicion = suspicion;
        this.sensitivity = sensitivity;
    }

    Selector read(String key, Node node, Mistakes mistakes) {
        YamlMap map = YamlMap.of("'" + key + "'", node, mistakes);
        int before = mistakes.all().size();
        Set<AlertKind> kinds = words(map, "kinds", Words.asTheyAre(AlertKind.class));
        Set<SignalKind> signals = words(map, "signals", Words.small(SignalKind.class));
        Set<String> names = new LinkedHashSet<>();
        words(map, "species", species).forEach(names::addAll);
        Selector.Explained explained = value(
                        map, "explained", value -> map.word("explained", value, Words.small(Selector.Explained.class)))
                .orElse(Selector.Explained.NEVER);
        List<Condition> conditions = conditions(map);
        map.finish();
        boolean readable = mistakes.all().size() == before;
        Selector selector = new Selector(kinds, names, signals, explained, conditions);
        if (readable) {
            NeverMatches.of(selector).forEach(sentence -> mistakes.add(node, sentence));
        }
        return selector;
    }

    private List<Condition> conditions(YamlMap map) {
        List<Condition> conditions = new ArrayList<>();
        where(map, conditions);
        when(map, conditions);
        how(map, conditions);
        return conditions;
    }

    private void where(YamlMap map, List<Condition> conditions) {
        take(
                map,
                "territories",
                value -> conditions.add(new Condition.InTerritories(
                        Set.copyOf(map.texts("territories", value, ANY, "the id of a territory")))));
        take(
                map,
                "countries",
                value -> conditions.add(new Condition.InCountries(Set.copyOf(
                        map.texts("countries", value, COUNTRY, "the code of a country in two capitals, such as RU")))));
        take(map, "near", value -> zones(map, "near", value, Condition.Near::new, conditions));
        take(map, "far", value -> zones(map, "far", value, Condition.Far::new, conditions));
        take(map, "usualPeople", value -> conditions.add(usualPeople(map.map("usualPeople", value))));
    }

    private void when(YamlMap map, List<Condition> conditions) {
        take(
                map,
                "dark",
                value -> conditions.add(
                        map.truth("dark", value)
                                ? new Condition.SunBelow(SunPosition.CIVIL_TWILIGHT_DEGREES)
                                : new Condition.SunAbove(SunPosition.CIVIL_TWILIGHT_DEGREES)));
        take(map, "sunBelow", value -> conditions.add(new Condition.SunBelow(map.number("sunBelow", value, -90, 90))));
        take(map, "sunAbove", value -> conditions.add(new Condition.SunAbove(map.number("sunAbove", value, -90, 90))));
        take(
                map,
                "season",
                value -> conditions.add(new Condition.Season(parts(
                        map,
                        "season",
                        value,
                        DAYS,
                        "days such as '11-01/03-31' (month-day/month-day)",
                        SelectorReader::days))));
        take(map, "days", value -> conditions.add(new Condition.Weekdays(map.words("days", value, Words.days()))));
        take(
                map,
                "hours",
                value -> conditions.add(new Condition.Hours(
                        parts(map, "hours", value, HOURS, "hours such as '21:00-04:00'", SelectorReader::hours))));
    }

    private void how(YamlMap map, List<Condition> conditions) {
        take(
                map,
                "methods",
                value -> conditions.add(
                        new Condition.Methods(map.words("methods", value, Words.small(ObservationMethod.class)))));
        take(map, "told", value -> map.word("told", value, Map.of("people", false, "machine", true))
                .ifPresent(machine -> conditions.add(new Condition.ToldByMachine(machine))));
        take(
                map,
                "probability",
                value -> conditions.add(new Condition.Probability(map.number("probability", value, 0, 1))));
        take(map, "count", value -> conditions.add(new Condition.Count(map.whole("count", value, 1, HIGHEST_COUNT))));
        take(map, "individual", value -> map.word("individual", value, Map.of("known", true, "unknown", false))
                .ifPresent(known -> conditions.add(new Condition.Individual(known))));
        take(map, "suspected", value -> conditions.add(new Condition.Suspected(map.truth("suspected", value))));
        take(map, "suspicion", value -> suspicion(map, value).ifPresent(conditions::add));
    }

    private static void take(YamlMap map, String key, java.util.function.Consumer<Node> reader) {
        Node value = map.take(key);
        if (value != null) {
            reader.accept(value);
        }
    }

    private static <T> Optional<T> value(YamlMap map, String key, Function<Node, Optional<T>> reader) {
        return Optional.ofNullable(map.take(key)).flatMap(reader);
    }

    private static <E> Set<E> words(YamlMap map, String key, Map<String, E> known) {
        Node value = map.take(key);
        return value == null ? Set.of() : map.words(key, value, known);
    }

    private static void zones(
            YamlMap map,
            String key,
            Node value,
            BiFunction<PlaceKind, Double, Condition> condition,
            List<Condition> conditions) {
        YamlMap zones = map.map(key, value);
        Map<String, PlaceKind> known = Words.small(PlaceKind.class);
        known.forEach((word, kind) -> take(
                zones,
                word,
                metres -> conditions.add(condition.apply(kind, zones.distance(word, metres, FARTHEST_METRES)))));
        if (value instanceof MappingNode mapping && mapping.getValue().isEmpty()) {
            map.mistakes().add(value, "Expected a place with a distance for '" + key + "', such as village: 3 km.");
        }
        zones.finish();
    }

    private static Condition usualPeople(YamlMap map) {
        double[] range = {0, Double.POSITIVE_INFINITY};
        take(map, "from", value -> range[0] = map.number("from", value, 0, MOST_PEOPLE));
        take(map, "below", value -> range[1] = map.number("below", value, 0, MOST_PEOPLE));
        boolean whereUnknown = map.require(
                        "unknown",
                        "whether the condition holds while too little is known of the place: match or no-match")
                .flatMap(value -> map.word("unknown", value, Map.of("match", true, "no-match", false)))
                .orElse(false);
        map.finish();
        return new Condition.UsualPeople(range[0], range[1], whereUnknown);
    }

    private Optional<Condition> suspicion(YamlMap map, Node value) {
        double atLeast = map.number("suspicion", value, -GREATEST_SUSPICION, GREATEST_SUSPICION);
        if (suspicion == null) {
            map.mistakes()
                    .add(
                            value,
                            "A rule asks for 'suspicion', but the set has no table of it: add 'suspicion' with base and"
                                    + " weights beside 'rules'.");
            return Optional.empty();
        }
        return Optional.of(new Condition.Suspicious(suspicion, sensitivity, atLeast));
    }

    private static <T> List<T> parts(
            YamlMap map, String key, Node value, Pattern shape, String expected, Function<String, T> reader) {
        List<T> parts = new ArrayList<>();
        for (Node element : map.list(key, value)) {
            map.text(key, element, shape, expected).ifPresent(text -> {
                try {
                    parts.add(reader.apply(text));
                } catch (DateTimeException e) {
                    map.mistakes()
                            .add(element, "Expected " + expected + " for '" + key + "', but found '" + text + "'.");
                }
            });
        }
        return parts;
    }

    private static Condition.Season.Days days(String text) {
        List<String> ends = List.of(text.split("/", -1));
        return new Condition.Season.Days(MonthDay.parse("--" + ends.get(0)), MonthDay.parse("--" + ends.get(1)));
    }

    private static Condition.Hours.Part hours(String text) {
        List<String> ends = List.of(text.split("-", -1));
        return new Condition.Hours.Part(LocalTime.parse(ends.get(0)), LocalTime.parse(ends.get(1)));
    }

    /** The set's own words for species: {@code leopard: [Panthera pardus]}. */
    static Map<String, Set<String>> species(Node node, Mistakes mistakes) {
        Pattern scientific = Pattern.compile("[A-Z][a-z-]+ [a-z-]{2,}( [a-z-]{2,})?");
        YamlMap map = YamlMap.of("'species'", node, mistakes);
        Map<String, Set<String>> species = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode word) {
                    String key = word.getValue();
                    take(
                            map,
                            key,
                            value -> species.put(
                                    key,
                                    new LinkedHashSet<>(map.texts(
                                            key, value, scientific, "a scientific name such as Panthera pardus"))));
                }
            }
        }
        return species;
    }
}

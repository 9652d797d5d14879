package org.amurwatch.streams.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys and values of one place of a file. What is read is known; a key that nobody has read in the end is a mistake. A
 * value that can't be read is told, and the default or an empty answer takes its place so that reading goes on.
 */
final class YamlMap {

    /** What a plain text would be taken for. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[-+]?(\\d[\\d_]*)?\\.?\\d+([eE][-+]?\\d+)?|true|false|null|~|", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    private final String what;
    private final Node node;
    private final Mistakes mistakes;
    private final Map<String, NodeTuple> values = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    private YamlMap(String what, Node node, Mistakes mistakes) {
        this.what = what;
        this.node = node;
        this.mistakes = mistakes;
    }

    /** @param what what the map is of, as sentences name it: "the rule", "'select'" */
    static YamlMap of(String what, Node node, Mistakes mistakes) {
        YamlMap map = new YamlMap(what, node, mistakes);
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(node, "Expected keys and values for " + what + ", but found " + shown(node) + ".");
            return map;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(tuple.getKeyNode(), "Expected a word as key in " + what + ".");
            } else if (map.values.putIfAbsent(key.getValue(), tuple) != null) {
                mistakes.add(key, "The key '" + key.getValue() + "' stands twice in " + what + ": remove one.");
            }
        }
        return map;
    }

    Node node() {
        return node;
    }

    Mistakes mistakes() {
        return mistakes;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    Node take(String key) {
        read.add(key);
        NodeTuple tuple = values.get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    /** @param expected what is missing if it is: "a name" */
    Optional<Node> require(String key, String expected) {
        Node value = take(key);
        if (value == null && node instanceof MappingNode) {
            mistakes.add(node, "The key '" + key + "' is missing in " + what + ": expected " + expected + ".");
        }
        return Optional.ofNullable(value);
    }

    /** The keys that no reader asked for are told, each with the one that may be meant. */
    void finish() {
        values.forEach((key, tuple) -> {
            if (!read.contains(key)) {
                mistakes.add(tuple.getKeyNode(), "'" + key + "' is no key of " + what + ". " + Nearest.hint(key, read));
            }
        });
    }

    YamlMap map(String key, Node value) {
        return of("'" + key + "'", value, mistakes);
    }

    /** The elements of a list; told, and none, if it is no list or an empty one. */
    List<Node> list(String key, Node value) {
        if (!(value instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
            mistakes.add(
                    value,
                    "Expected a list in brackets for '" + key + "', with something in it, but found " + shown(value)
                            + ".");
            return List.of();
        }
        return sequence.getValue();
    }

    Optional<String> text(String key, Node value) {
        boolean quoted = value instanceof ScalarNode scalar && !scalar.isPlain();
        if (!(value instanceof ScalarNode scalar)
                || scalar.getValue().isBlank()
                || (!quoted && NO_TEXT.matcher(scalar.getValue()).matches())) {
            mistakes.add(value, "Expected a text for '" + key + "', but found " + shown(value) + ".");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    Optional<String> text(String key, Node value, Pattern shape, String expected) {
        Optional<String> text = text(key, value);
        if (text.isPresent() && !shape.matcher(text.get()).matches()) {
            mistakes.add(value, "Expected " + expected + " for '" + key + "', but found '" + text.get() + "'.");
            return Optional.empty();
        }
        return text;
    }

    <E> Optional<E> word(String key, Node value, Map<String, E> known) {
        Optional<String> text = text(key, value);
        if (text.isPresent() && !known.containsKey(text.get())) {
            mistakes.add(
                    value,
                    "'" + text.get() + "' is not known as '" + key + "'. " + Nearest.hint(text.get(), known.keySet()));
        }
        return text.map(known::get);
    }

    /** Different words of a list, in its order. */
    <E> Set<E> words(String key, Node value, Map<String, E> known) {
        Set<E> words = new LinkedHashSet<>();
        for (Node element : list(key, value)) {
            word(key, element, known).ifPresent(word -> {
                if (!words.add(word)) {
                    mistakes.add(element, shown(element) + " stands twice in '" + key + "': remove one.");
                }
            });
        }
        return words;
    }

    List<String> texts(String key, Node value, Pattern shape, String expected) {
        List<String> texts = new ArrayList<>();
        list(key, value).forEach(element -> text(key, element, shape, expected).ifPresent(texts::add));
        return texts;
    }

    double number(String key, Node value, double low, double high) {
        String expected = "Expected a number from " + Measures.plain(low) + " to " + Measures.plain(high) + " for '"
                + key + "', but found " + shown(value) + ".";
        if (!(value instanceof ScalarNode scalar)
                || !scalar.isPlain()
                || !NUMBER.matcher(scalar.getValue()).matches()) {
            mistakes.add(value, expected);
            return low;
        }
        double number = Double.parseDouble(scalar.getValue());
        if (number < low || number > high) {
            mistakes.add(value, expected);
            return low;
        }
        return number;
    }

    int whole(String key, Node value, int low, int high) {
        double number = number(key, value, low, high);
        if (number != Math.rint(number)) {
            mistakes.add(value, "Expected a whole number for '" + key + "', but found " + shown(value) + ".");
        }
        return (int) number;
    }

    boolean truth(String key, Node value) {
        boolean plain = value instanceof ScalarNode scalar && scalar.isPlain();
        String written = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!plain || (!written.equals("true") && !written.equals("false"))) {
            mistakes.add(value, "Expected true or false for '" + key + "', but found " + shown(value) + ".");
        }
        return written.equals("true");
    }

    Duration duration(String key, Node value, Duration low, Duration high) {
        String written = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Duration> duration = Measures.duration(written);
        if (duration.isEmpty()) {
            mistakes.add(
                    value,
                    "Expected a time such as '30 min', '48 h' or '7 d' (s, min, h, d) for '" + key + "', but found "
                            + shown(value) + ".");
            return low;
        }
        if (duration.get().compareTo(low) < 0 || duration.get().compareTo(high) > 0) {
            mistakes.add(
                    value,
                    "Expected a time from " + Measures.text(low) + " to " + Measures.text(high) + " for '" + key
                            + "', but found " + shown(value) + ".");
            return low;
        }
        return duration.get();
    }

    /** Metres. */
    double distance(String key, Node value, double highMetres) {
        String written = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        Optional<Double> metres = Measures.distance(written);
        if (metres.isEmpty()) {
            mistakes.add(
                    value,
                    "Expected a distance such as '500 m' or '3 km' (m, km) for '" + key + "', but found " + shown(value)
                            + ".");
            return 0;
        }
        if (metres.get() > highMetres) {
            mistakes.add(
                    value,
                    "Expected a distance up to " + Measures.text(highMetres) + " for '" + key + "', but found "
                            + shown(value) + ".");
            return 0;
        }
        return metres.get();
    }

    /** What a place of the file holds, for a sentence. */
    static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : "'" + scalar.getValue() + "'";
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().isEmpty() ? "an empty list" : "a list";
        }
        return "keys and values";
    }
}

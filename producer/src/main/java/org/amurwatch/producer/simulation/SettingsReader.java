package org.amurwatch.producer.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;

/** Takes settings by key, each with its range; remembers what is wrong, to tell all of it in one refusal. */
final class SettingsReader {

    private final String file;
    private final ObjectNode root;
    private final TreeSet<String> read = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    SettingsReader(String file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    double number(String key, double low, double high) {
        JsonNode value = value(key);
        String expected = "expected a number from " + plain(low) + " to " + plain(high) + ".";
        if (value.isMissingNode() || value.isNull()) {
            faults.add(key + " is missing: " + expected);
            return low;
        }
        if (!value.isNumber() || !(value.doubleValue() >= low && value.doubleValue() <= high)) {
            faults.add(key + " is " + value + ": " + expected);
            return low;
        }
        return value.doubleValue();
    }

    int count(String key, int low, int high) {
        double number = number(key, low, high);
        if (number != StrictMath.rint(number)) {
            faults.add(key + " is " + number + ": expected a whole number from " + low + " to " + high + ".");
        }
        return (int) number;
    }

    String text(String key, String pattern, String expected) {
        JsonNode value = value(key);
        if (!value.isTextual() || !value.textValue().matches(pattern)) {
            faults.add(key + (value.isMissingNode() ? " is missing" : " is " + value) + ": expected " + expected + ".");
            return "";
        }
        return value.textValue();
    }

    private JsonNode value(String key) {
        read.add(key);
        return root.at("/" + key.replace('.', '/'));
    }

    /**
     * Ends the reading.
     *
     * @throws CommandFailure exit 2, with every fault, unknown keys among them
     */
    void finish() {
        unknown(root, "");
        if (!faults.isEmpty()) {
            throw CommandFailure.usage("The simulation can't take " + file + ", for it has "
                    + (faults.size() == 1 ? "a fault:" : faults.size() + " faults:")
                    + faults.stream()
                            .map(fault -> System.lineSeparator() + "  " + fault)
                            .collect(Collectors.joining()));
        }
    }

    private void unknown(ObjectNode node, String before) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = before + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner
                    && read.stream().anyMatch(known -> known.startsWith(key + "."))) {
                unknown(inner, key + ".");
            } else if (!read.contains(key)) {
                String siblings = read.stream()
                        .filter(known -> known.startsWith(before))
                        .map(known -> known.substring(before.length()).replaceFirst("\\..*", ""))
                        .distinct()
                        .collect(Collectors.joining(", "));
                faults.add(key + " is no setting: expected one of " + siblings + ".");
            }
        }
    }

    private static String plain(double number) {
        return number == StrictMath.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

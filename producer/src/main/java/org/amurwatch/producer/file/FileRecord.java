package org.amurwatch.producer.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/** One record of a YAML or CSV file: its fields, read and checked. Faults are added to a list, named with record and field. */
public final class FileRecord {

    private static final int LONGEST_ID = 100;

    private final JsonNode node;
    private final String called;
    private final List<String> faults;

    FileRecord(JsonNode node, String called, List<String> faults) {
        this.node = node;
        this.called = called;
        this.faults = faults;
    }

    /** Adds a fault. */
    public void fault(String field, String what) {
        faults.add(called + ", " + field + ": " + what);
    }

    /** Says which fields there may be; any other is a fault. {@code one}: what a record is called. */
    public void only(String one, Collection<String> fields) {
        String article = "aeiou".indexOf(one.charAt(0)) < 0 ? "a " : "an ";
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !fields.contains(field))
                .forEach(field -> fault(
                        field,
                        "is no field of " + article + one + "; expected one of " + String.join(", ", fields) + "."));
    }

    /** Whether a field is there; an empty list says nothing. */
    public boolean has(String field) {
        JsonNode value = node.path(field);
        return !value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty());
    }

    /** The id: it names one record for good. */
    public String id() {
        String id = text("id");
        if (id.contains("/") || id.length() > LONGEST_ID) {
            fault("id", "'" + id + "' can't be used: expected at most 100 characters, none of them '/'.");
        }
        return id;
    }

    /** A text that must be there. */
    public String text(String field) {
        JsonNode value = node.path(field);
        if (value.isTextual() && !value.asText().isBlank()) {
            return value.asText().strip();
        }
        if (!has(field)) {
            fault(field, "missing: expected a text.");
        } else {
            fault(field, value + ": expected a text that is not blank (a number stands in quotes).");
        }
        return "";
    }

    /** A text that may be left out; null then. */
    public @Nullable String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    /** A list of texts; empty where it is left out. */
    public List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        JsonNode values = node.path(field);
        if (!values.isArray()) {
            fault(field, values + ": expected a list of texts, such as [a, b].");
            return List.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode value : values) {
            if (value.isTextual() && !value.asText().isBlank()) {
                texts.add(value.asText().strip());
            } else {
                fault(field, value + ": expected a text that is not blank (a number stands in quotes).");
            }
        }
        return List.copyOf(texts);
    }

    /** Texts by the words that the file gives them, such as {gunshot: GUNSHOT}; empty where it is left out. */
    public Map<String, String> textsByWord(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        FileRecord record = record(field);
        if (record != null) {
            record.node.fieldNames().forEachRemaining(word -> texts.put(word, record.text(word)));
        }
        return texts;
    }

    /** One of the words of an enum, in any case. */
    public <E extends Enum<E>> E word(String field, Class<E> words, E otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        String stated = text(field);
        E word = stated.isEmpty() ? null : constant(stated, words);
        if (word == null && !stated.isEmpty()) {
            fault(field, "unknown '" + stated + "': expected " + named(words) + ".");
        }
        return word == null ? otherwise : word;
    }

    /** Some of the words of an enum, in any case and in the enum's order. */
    public <E extends Enum<E>> List<E> words(String field, Class<E> words) {
        Set<E> found = new TreeSet<>();
        for (String stated : texts(field)) {
            E word = constant(stated, words);
            if (word == null) {
                fault(field, "unknown '" + stated + "': expected some of " + named(words) + ".");
            } else {
                found.add(word);
            }
        }
        return List.copyOf(found);
    }

    private static <E extends Enum<E>> @Nullable E constant(String stated, Class<E> words) {
        String name = stated.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static <E extends Enum<E>> String named(Class<E> words) {
        return Arrays.stream(words.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** True or false; false where it is left out. */
    public boolean truth(String field) {
        JsonNode value = node.path(field);
        boolean word = value.isTextual() && value.asText().matches("(?i)true|false");
        if (has(field) && !value.isBoolean() && !word) {
            fault(field, "'" + value.asText() + "': expected true or false.");
        }
        return value.asBoolean();
    }

    /** A number that must be there; NaN where it is not. */
    public double number(String field) {
        JsonNode value = node.path(field);
        try {
            if (value.isNumber() || value.isTextual()) {
                double number = Double.parseDouble(value.asText().strip());
                if (!Double.isNaN(number) && !Double.isInfinite(number)) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // Said below, as for what is no number at all.
        }
        fault(field, has(field) ? value + ": expected a number." : "missing: expected a number.");
        return Double.NaN;
    }

    /** A number within bounds. */
    public double number(String field, double least, double most) {
        double number = number(field);
        if (number < least || number > most) {
            fault(
                    field,
                    node.path(field).asText() + " is out of range: expected " + text(least) + " to " + text(most)
                            + ".");
        }
        return number;
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** A whole number that may be left out; null then. */
    public @Nullable Integer optionalWhole(String field, int least, int most) {
        if (!has(field)) {
            return null;
        }
        double number = number(field, least, most);
        if (number != Math.rint(number)) {
            fault(field, node.path(field).asText() + ": expected a whole number.");
        }
        return (int) number;
    }

    /** A time with an offset or a zone; the epoch where there is none, which is a fault. */
    public Instant time(String field) {
        String stated = text(field);
        if (!stated.isEmpty()) {
            try {
                return StatedTime.parse(stated);
            } catch (IllegalArgumentException e) {
                fault(field, e.getMessage() == null ? "" : e.getMessage());
            }
        }
        return Instant.EPOCH;
    }

    /** The fields {@code latitude} and {@code longitude}. */
    public Position position() {
        return Position.newBuilder()
                .setLatitude(number("latitude", -90, 90))
                .setLongitude(number("longitude", -180, 180))
                .build();
    }

    /** A record within this one that may be left out; null then. */
    public @Nullable FileRecord record(String field) {
        if (!has(field)) {
            return null;
        }
        if (!node.path(field).isObject()) {
            fault(field, node.path(field) + ": expected fields, such as {name: value}.");
            return null;
        }
        return new FileRecord(node.path(field), called + ", " + field, faults);
    }

    /** The records of a list within this one. {@code one}: what each is called. */
    public List<FileRecord> records(String field, String one) {
        if (!has(field)) {
            return List.of();
        }
        List<FileRecord> records = new ArrayList<>();
        if (!node.path(field).isArray()) {
            fault(field, node.path(field) + ": expected a list, such as [{name: value}].");
            return records;
        }
        int number = 0;
        for (JsonNode record : node.path(field)) {
            number++;
            if (record.isObject()) {
                records.add(new FileRecord(record, called + ", " + one + " " + number, faults));
            } else {
                fault(field, record + ": expected fields, such as {name: value}.");
            }
        }
        return records;
    }
}

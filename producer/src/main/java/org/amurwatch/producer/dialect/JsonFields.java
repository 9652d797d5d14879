package org.amurwatch.producer.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.amurwatch.avro.Position;
import org.amurwatch.producer.file.StatedTime;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of another system, read and checked. What is wrong is noted, field by field, until
 * {@link #check}; what is read of a faulty field means nothing. Fields that nobody asks for may hold anything.
 */
public final class JsonFields {

    /** The longest free text that is kept. */
    public static final int LONGEST_TEXT = 10_000;

    /** The longest id, type or other word. */
    public static final int LONGEST_WORD = 100;

    private static final int LONGEST_TIME = 64;
    private static final int CITED = 100;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,30})?");
    private static final Pattern SAYS_A_ZONE = Pattern.compile(".*(?:[Zz\\]]|[+-]\\d\\d(?::?\\d\\d)?)");
    private static final Pattern SHORT_OFFSET = Pattern.compile("(.*T.*[+-]\\d\\d)(?::?(\\d\\d))?");

    private final JsonNode object;
    private final String pointer;
    private final List<Fault> faults;

    private JsonFields(JsonNode object, String pointer, List<Fault> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
        if (!object.isObject() && !object.isMissingNode()) {
            faults.add(new Fault(pointer, "expected an object; got " + cited(object) + "."));
        }
    }

    /** @param pointer where it stands in the body */
    public static JsonFields of(JsonNode object, String pointer) {
        return new JsonFields(object, pointer, new ArrayList<>());
    }

    /** @throws FaultyInput if anything that was read is faulty */
    public void check() throws FaultyInput {
        if (!faults.isEmpty()) {
            throw new FaultyInput(faults);
        }
    }

    /** Whether a field is there; null and a blank text say nothing. */
    public boolean has(String field) {
        JsonNode value = object.path(field);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.textValue().isBlank());
    }

    /** The fields of an object within this one; of no fields where it is left out. Its faults are this one's. */
    public JsonFields object(String field) {
        return new JsonFields(
                has(field) ? object.path(field) : MissingNode.getInstance(), pointer + "/" + field, faults);
    }

    /** The elements of a list; none where it is left out. Their faults are this one's. */
    public List<JsonFields> objects(String field, int atMost) {
        List<JsonFields> objects = new ArrayList<>();
        List<JsonNode> values = values(field, atMost);
        for (int i = 0; i < values.size(); i++) {
            objects.add(new JsonFields(values.get(i), pointer + "/" + field + "/" + i, faults));
        }
        return objects;
    }

    /** The elements of a list as they are; none where it is left out. */
    public List<JsonNode> values(String field, int atMost) {
        JsonNode list = object.path(field);
        List<JsonNode> values = new ArrayList<>();
        if (!has(field)) {
            return values;
        }
        if (!list.isArray() || list.size() > atMost) {
            fault(field, "expected a list of at most " + atMost + "; got " + cited(list) + ".");
            return values;
        }
        list.forEach(values::add);
        return values;
    }

    /** The value as it is. */
    public JsonNode value(String field) {
        return object.path(field);
    }

    /** A word, such as a type or an id, that must be there; a number is one too. */
    public String word(String field) {
        String word = optionalWord(field);
        if (word == null && !has(field)) {
            fault(field, "missing: expected a text of 1 to " + LONGEST_WORD + " characters.");
        }
        return word == null ? "" : word;
    }

    /** A word that may be left out, or blank; null then. */
    public @Nullable String optionalWord(String field) {
        return optionalText(field, LONGEST_WORD);
    }

    /** A text that may be left out, or blank; null then. A number is read as its digits. */
    public @Nullable String optionalText(String field, int atMost) {
        JsonNode value = object.path(field);
        if (!has(field)) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            fault(field, "expected a text; got " + cited(value) + ".");
            return null;
        }
        String text = value.asText().strip();
        if (text.length() > atMost) {
            fault(field, "has " + text.length() + " characters: at most " + atMost + " are taken.");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /**
     * A time; null where it is left out.
     *
     * @param utcByDefault whether a time that names no zone is UTC; else it is a fault
     */
    public @Nullable Instant optionalTime(String field, boolean utcByDefault) {
        String stated = optionalText(field, LONGEST_TIME);
        if (stated == null) {
            return null;
        }
        try {
            return StatedTime.parse(iso(stated, utcByDefault));
        } catch (IllegalArgumentException e) {
            fault(field, String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            fault(field, "'" + stated + "' lies too far from today to be a time.");
        }
        return null;
    }

    /** A time that must be there, and name its zone or offset. */
    public Instant time(String field) {
        Instant time = optionalTime(field, false);
        if (time == null && !has(field)) {
            fault(field, "missing: expected a time with its offset, such as 2026-01-17T16:18:44+10:00.");
        }
        return time == null ? Instant.EPOCH : time;
    }

    /** The position that an object within this one states, which must be there. */
    public Position position(String field, String latitude, String longitude) {
        if (!has(field)) {
            fault(field, "missing: expected an object with " + latitude + " and " + longitude + ", in degrees.");
            return new Position(0.0, 0.0, null);
        }
        JsonFields place = object(field);
        return new Position(place.degrees(latitude, 90), place.degrees(longitude, 180), null);
    }

    private double degrees(String field, int most) {
        Double stated = number(object.path(field));
        if (!object.isObject()) {
            return 0;
        }
        if (stated == null || !(Math.abs(stated) <= most)) {
            fault(
                    field,
                    (has(field) ? "got " + cited(object.path(field)) : "missing") + ": expected degrees, -" + most
                            + " to " + most + ".");
            return 0;
        }
        return stated;
    }

    /** A number, or a text that is one; else null. */
    static @Nullable Double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isTextual()
                        && value.textValue().length() < LONGEST_TIME
                        && DECIMAL.matcher(value.textValue().strip()).matches()
                ? Double.valueOf(value.textValue().strip())
                : null;
    }

    public void fault(String field, String sentence) {
        faults.add(new Fault(pointer + "/" + field, sentence));
    }

    /** The beginning of what came. */
    private static String cited(JsonNode value) {
        if (value.isContainerNode()) {
            return (value.isArray() ? "a list" : "an object") + " of " + value.size();
        }
        String text = value.asText();
        return "'" + (text.length() > CITED ? text.substring(0, CITED) + "..." : text) + "'";
    }

    /** With a T, and an offset as Java reads it: some write {@code 2026-01-17 06:18:44+0000}. */
    private static String iso(String stated, boolean utcByDefault) {
        String time = stated.length() > 10 && stated.charAt(10) == ' '
                ? stated.substring(0, 10) + "T" + stated.substring(11).strip()
                : stated;
        if (utcByDefault && time.indexOf('T') > 0 && !SAYS_A_ZONE.matcher(time).matches()) {
            return time + "Z";
        }
        var offset = SHORT_OFFSET.matcher(time);
        return offset.matches() ? offset.group(1) + ":" + (offset.group(2) == null ? "00" : offset.group(2)) : time;
    }
}

package org.amurwatch.producer.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.live.FaultyInput;

/** The JSON of a request of another system, within bounds. */
public final class JsonBody {

    /** Deeper than any event of the systems that are spoken here: theirs have four levels. */
    static final int DEEPEST = 32;

    /** Values, names and brackets: so many that no request of these systems has them, and their tree is some 20 MB. */
    static final int MOST_TOKENS = 200_000;

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;

    /** The size of a text is bounded by that of the body, so that a field that is too long can be named. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonBody() {}

    /**
     * The objects of a body: that of an object alone, or those of an array.
     *
     * @param isList whether it was an array, for answers take the shape of the question
     */
    public record Objects(List<JsonNode> objects, boolean isList) {}

    /** @throws FaultyInput if it is no JSON, nested too deep, or neither an object nor an array of at most so many */
    public static Objects objects(byte[] body, int atMost) throws FaultyInput {
        JsonNode read = read(body);
        if (!read.isArray()) {
            return new Objects(List.of(read), false);
        }
        if (read.isEmpty() || read.size() > atMost) {
            throw new FaultyInput(
                    "",
                    "The array has " + read.size() + " elements: expected 1 to " + atMost + ". Send several requests.");
        }
        List<JsonNode> objects = new ArrayList<>(read.size());
        read.forEach(objects::add);
        return new Objects(List.copyOf(objects), true);
    }

    /** @throws FaultyInput if it is no JSON, or nested too deep */
    public static JsonNode read(byte[] body) throws FaultyInput {
        try {
            JsonNode read = MAPPER.readTree(body);
            if (read == null || read.isMissingNode()) {
                throw new FaultyInput("", "The body is empty: expected JSON.");
            }
            return read;
        } catch (StreamConstraintsException e) {
            throw new FaultyInput(
                    "",
                    "The JSON is too large in some way: at most " + DEEPEST + " levels, " + MOST_TOKENS
                            + " values, numbers of " + LONGEST_NUMBER
                            + " digits and names of " + LONGEST_NAME + " characters are read.");
        } catch (JsonProcessingException e) {
            throw new FaultyInput(
                    "", "The body is no JSON" + place(e) + ": expected an object or an array of objects.");
        } catch (IOException e) {
            // Of bytes in memory: they are no text in any of JSON's encodings.
            throw new FaultyInput("", "The body is no JSON: expected UTF-8.");
        }
    }

    /** What a value says, the same for any order of its fields and any white space. */
    public static String canonical(JsonNode value) {
        try {
            // By way of maps, whose entries are written in order.
            return MAPPER.writeValueAsString(MAPPER.treeToValue(value, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON can be written as JSON.", e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}

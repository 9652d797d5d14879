package org.amurwatch.producer.http;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * The items of a body: a JSON object, an array of them, or lines of them (NDJSON). Each is handed on by itself, so that there is
 * never a tree of the whole.
 */
final class JsonItems {

    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_NESTED = 10;
    private static final int MOST_TEXT = 20_000;
    private static final int MOST_NAME = 200;
    private static final int MOST_DIGITS = 50;
    private static final int MOST_CITED = 50;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTED)
                    .maxStringLength(MOST_TEXT)
                    .maxNameLength(MOST_NAME)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .errorReportConfiguration(ErrorReportConfiguration.builder()
                    .maxErrorTokenLength(MOST_CITED)
                    .build())
            .build());

    private final Taker taker;
    private int count;

    JsonItems(Taker taker) {
        this.taker = taker;
    }

    /** Takes the items, in order. */
    interface Taker {

        void item(JsonNode item);

        /** A line that is no JSON. */
        void broken(String sentence);
    }

    /**
     * Reads a body of type JSON.
     *
     * @return whether it was an array; else it was one item
     * @throws Refusal 400 if it is no JSON: then what was handed on before is to be forgotten; 413 if there are too many
     */
    boolean readJson(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw Refusal.of(400, "No JSON", "The body is empty: expected one object or one array.");
            }
            boolean array = first == JsonToken.START_ARRAY;
            if (array) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    item(JSON.readTree(parser));
                }
            } else {
                item(JSON.readTree(parser));
            }
            if (parser.nextToken() != null) {
                throw Refusal.of(400, "No JSON", "After the JSON there is more: expected one object or one array.");
            }
            return array;
        } catch (IOException e) {
            throw Refusal.of(400, "No JSON", sentence(e));
        }
    }

    /** Reads lines. @throws Refusal 413 if there are too many */
    void readLines(byte[] body) {
        int from = 0;
        while (from < body.length) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            if (!isBlank(body, from, to)) {
                line(body, from, to - from);
            }
            from = to + 1;
        }
    }

    private void line(byte[] body, int from, int length) {
        JsonNode item;
        try (JsonParser parser = JSON.createParser(body, from, length)) {
            if (parser.nextToken() == null) {
                countOne();
                // Bytes that begin as another encoding than UTF-8 would, and hold nothing.
                taker.broken("The line is no JSON: expected one object, in UTF-8.");
                return;
            }
            item = JSON.readTree(parser);
            if (parser.nextToken() != null) {
                countOne();
                taker.broken("After the JSON there is more in the line: expected one object.");
                return;
            }
        } catch (IOException e) {
            countOne();
            taker.broken(sentence(e));
            return;
        }
        item(item);
    }

    private void item(JsonNode item) {
        countOne();
        taker.item(item);
    }

    private void countOne() {
        if (++count > MOST_ITEMS) {
            throw Refusal.tooLarge("A request holds at most " + MOST_ITEMS + " events: send them in parts.");
        }
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static String sentence(IOException problem) {
        if (problem instanceof JsonProcessingException json && json.getLocation() != null) {
            return "This is no JSON that is taken here, in line "
                    + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr() + ": " + json.getOriginalMessage();
        }
        return "This is no JSON in UTF-8.";
    }
}

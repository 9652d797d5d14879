package org.amurwatch.producer.cameraresult;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.live.FaultyInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads results of MegaDetector ({@code images}) and SpeciesNet ({@code predictions}), picture by picture and never whole in
 * memory. A picture that can't be used is told to the handler, and the reading goes on; a text that is no such JSON ends it.
 */
final class ResultsReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 100_000;
    private static final int MOST_CATEGORIES = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(1000)
                    .maxNumberLength(100)
                    .build())
            .build();

    private ResultsReader() {}

    /** What to do with each picture. */
    interface PictureHandler {

        void accept(PictureResult picture);

        /**
         * A picture that can't be used.
         *
         * @param number its place in the list; the first is 1
         * @param reason in words for the person who can mend it
         */
        void unusable(long number, String reason);
    }

    /** Reads what the file says of itself, wherever in it that stands. */
    static ResultsHeader header(InputStream in) throws IOException, FaultyInput {
        String[] detector = new String[1];
        Form[] form = new Form[1];
        Map<String, String> categories = new HashMap<>();
        fields(in, (name, parser) -> {
            Form named = form(name);
            if (named != null && parser.currentToken() == JsonToken.START_ARRAY) {
                form[0] = named;
            } else if (name.equals("info") && parser.currentToken() == JsonToken.START_OBJECT) {
                detector[0] = texts(parser).get("detector");
                return;
            } else if (name.equals("detection_categories") && parser.currentToken() == JsonToken.START_OBJECT) {
                categories.putAll(texts(parser));
                return;
            }
            parser.skipChildren();
        });
        if (form[0] == null) {
            throw new FaultyInput(
                    "",
                    "Neither a list 'images', as MegaDetector writes it, nor a list 'predictions', as SpeciesNet does: this is"
                            + " no results file of either.");
        }
        return new ResultsHeader(form[0], detector[0], categories);
    }

    /** Reads the pictures, in the order of the file. */
    static void pictures(InputStream in, Form form, PictureHandler handler) throws IOException, FaultyInput {
        fields(in, (name, parser) -> {
            if (form(name) != form || parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            PictureReader reader = new PictureReader(parser, form);
            for (long number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                reader.read(number, handler);
            }
        });
    }

    /**
     * Reads the deployments that may come with an upload: a list {@code deployments} of objects, as texts by field.
     *
     * @param most more are a fault
     */
    static List<Map<String, String>> deployments(InputStream in, int most) throws IOException, FaultyInput {
        List<Map<String, String>> deployments = new ArrayList<>();
        boolean[] tooMany = new boolean[1];
        fields(in, (name, parser) -> {
            if (!name.equals("deployments") || parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (deployments.size() == most) {
                    tooMany[0] = true;
                    parser.skipChildren();
                } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                    deployments.add(texts(parser));
                } else {
                    deployments.add(Map.of());
                    parser.skipChildren();
                }
            }
        });
        if (tooMany[0]) {
            throw new FaultyInput("/deployments", "There are more than " + most + ": send them in parts.");
        }
        return deployments;
    }

    /** What to do with a field of the whole; the parser stands at its value, and is to be left at the value's end. */
    @FunctionalInterface
    private interface FieldHandler {
        void accept(String name, JsonParser parser) throws IOException;
    }

    private static void fields(InputStream in, FieldHandler handler) throws IOException, FaultyInput {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FaultyInput("", "It is no JSON object: expected the results of MegaDetector or SpeciesNet.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                handler.accept(name, parser);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new FaultyInput("", "The JSON ends in the middle: was the file written whole?");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new FaultyInput("", "It is no JSON that can be read, see line " + line + ": " + problem(e));
        } catch (CharConversionException e) {
            throw new FaultyInput("", "It is no JSON: expected UTF-8.");
        }
    }

    /** The texts and numbers among the fields of an object that the parser stands at. */
    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL && texts.size() < MOST_CATEGORIES) {
                texts.put(name, parser.getText());
            }
            parser.skipChildren();
        }
        return texts;
    }

    private static @Nullable Form form(String field) {
        for (Form form : Form.values()) {
            if (form.list().equals(field)) {
                return form;
            }
        }
        return null;
    }

    private static String problem(JsonProcessingException e) {
        String problem = e.getOriginalMessage().lines().findFirst().orElse("");
        return problem.length() <= 100 ? problem : problem.substring(0, 100) + "...";
    }
}

package org.amurwatch.producer.cameraresult;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.cameraresult.PictureResult.Detection;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.cameraresult.ResultsReader.PictureHandler;
import org.jspecify.annotations.Nullable;

/** Reads the pictures of a list, one by one. */
final class PictureReader {

    static final int LONGEST_PATH = 2000;
    private static final int MOST_DETECTIONS = 1000;

    private final JsonParser parser;
    private final Form form;

    private @Nullable String path;
    private @Nullable String label;
    private @Nullable String model;
    private @Nullable String time;
    private @Nullable Double score;
    private boolean failed;
    private @Nullable List<Detection> detections;
    private @Nullable String fault;

    PictureReader(JsonParser parser, Form form) {
        this.parser = parser;
        this.form = form;
    }

    /** Reads the picture that the parser stands at, and leaves it at the picture's end. */
    void read(long number, PictureHandler handler) throws IOException {
        clear();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            handler.unusable(number, "it is no JSON object");
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field(name);
            parser.skipChildren();
        }
        if (path == null || path.isBlank()) {
            fault = "it has no '" + form.path() + "' that names the picture";
        } else if (path.length() > LONGEST_PATH) {
            fault = "its '" + form.path() + "' is longer than " + LONGEST_PATH + " characters";
        } else if (fault == null && detections == null && label == null && !failed) {
            fault = "it has neither detections nor a failure";
        }
        if (fault != null || path == null) {
            handler.unusable(number, String.valueOf(fault));
            return;
        }
        handler.accept(new PictureResult(
                path.replace('\\', '/'),
                number,
                failed,
                detections == null ? List.of() : detections,
                label,
                score,
                model,
                time));
    }

    private void clear() {
        path = null;
        label = null;
        model = null;
        time = null;
        score = null;
        failed = false;
        detections = null;
        fault = null;
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "file", "filepath" -> path = name.equals(form.path()) ? text() : path;
            case "prediction" -> label = form == Form.SPECIESNET ? text() : null;
            case "prediction_score" -> score = share("prediction_score");
            case "model_version" -> model = text();
            case "datetime" -> time = text();
            case "failure" -> failed |= parser.currentToken() != JsonToken.VALUE_NULL;
            // SpeciesNet lists the parts that failed; without a prediction and detections there is nothing to go by.
            case "failures" -> failed |= parser.currentToken() == JsonToken.START_ARRAY && names();
            case "detections" -> detections();
            default -> {
                // Nothing of it is passed on.
            }
        }
    }

    /** Whether the list that the parser stands at names anything. */
    private boolean names() throws IOException {
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any = true;
            parser.skipChildren();
        }
        return any;
    }

    private void detections() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            fault = "its 'detections' are no list";
            return;
        }
        List<Detection> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Detection detection = parser.currentToken() == JsonToken.START_OBJECT ? detection() : null;
            parser.skipChildren();
            if (detection == null) {
                fault = "one of its detections has no category and a 'conf' between 0 and 1";
            } else if (found.size() < MOST_DETECTIONS) {
                found.add(detection);
            } else {
                fault = "it has more than " + MOST_DETECTIONS + " detections";
            }
        }
        detections = found;
    }

    private @Nullable Detection detection() throws IOException {
        String category = null;
        Double confidence = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("category")) {
                category = text();
            } else if (name.equals("conf")) {
                confidence = share("conf");
            }
            parser.skipChildren();
        }
        return category == null || confidence == null ? null : new Detection(category, confidence);
    }

    private @Nullable String text() throws IOException {
        return parser.currentToken() != null
                        && parser.currentToken().isScalarValue()
                        && parser.currentToken() != JsonToken.VALUE_NULL
                ? parser.getText()
                : null;
    }

    private @Nullable Double share(String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        double share = parser.currentToken() != null && parser.currentToken().isNumeric()
                ? parser.getDoubleValue()
                : Double.NaN;
        if (share >= 0 && share <= 1) {
            return share;
        }
        fault = "its '" + name + "' is no number between 0 and 1";
        return null;
    }
}

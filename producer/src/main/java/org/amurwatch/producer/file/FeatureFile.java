package org.amurwatch.producer.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * A GeoJSON file (RFC 7946): a FeatureCollection of which each feature is a record with an id of its own. A file with one
 * fault is refused whole, and every fault is named with its feature.
 */
public final class FeatureFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private FeatureFile() {}

    /**
     * The text of a file.
     *
     * @throws CommandFailure (exit code 2) if it can't be read
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + file + " as a GeoJSON text in UTF-8: " + e.getMessage());
        }
    }

    /**
     * The records of a text.
     *
     * @param name how sentences call the text
     * @param one what a record is called, such as {@code territory}
     * @param read makes a record of a feature, and says what is wrong with it
     * @throws CommandFailure (exit code 2) with a sentence per fault
     */
    public static <V> List<V> parse(String text, String name, String one, Function<Feature, V> read) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(name + " is no JSON, see line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        List<String> faults = new ArrayList<>();
        List<V> records = new ArrayList<>();
        checkCollection(root, faults);
        if (faults.isEmpty()) {
            Map<String, Integer> numbers = new HashMap<>();
            int number = 0;
            for (JsonNode node : root.get("features")) {
                Feature feature = new Feature(++number, node, faults);
                if (feature.isFeature()) {
                    records.add(read.apply(feature));
                    checkUnique(node.path("properties").path("id").asText(""), number, one, numbers, faults);
                }
            }
        }
        FileFaults.refuse(name, faults);
        return records;
    }

    private static void checkUnique(
            String id, int number, String one, Map<String, Integer> numbers, List<String> faults) {
        Integer before = id.isEmpty() ? null : numbers.putIfAbsent(id, number);
        if (before != null) {
            faults.add("Features " + before + " and " + number + " have the same id '" + id + "': an id names one "
                    + one + " for good.");
        }
    }

    private static void checkCollection(@Nullable JsonNode root, List<String> faults) {
        if (root == null || !"FeatureCollection".equals(root.path("type").asText())) {
            faults.add("The file is no GeoJSON FeatureCollection: expected an object with \"type\":"
                    + " \"FeatureCollection\" and \"features\".");
            return;
        }
        if (!root.path("features").isArray() || root.get("features").isEmpty()) {
            faults.add("The FeatureCollection has no features: expected an array of at least one.");
        }
        String system = root.path("crs").path("properties").path("name").asText("");
        if (!system.isEmpty() && !system.endsWith("CRS84") && !system.endsWith("4326")) {
            faults.add("The coordinates are in " + system
                    + ": GeoJSON (RFC 7946) knows longitude and latitude in WGS 84 alone; convert them first.");
        }
    }
}

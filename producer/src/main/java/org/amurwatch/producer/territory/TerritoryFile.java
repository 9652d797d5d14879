package org.amurwatch.producer.territory;

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
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * A GeoJSON file (RFC 7946) of territories: a FeatureCollection of Polygon or MultiPolygon features with the properties id,
 * name, sector and timeZone, and optionally names (by language) and retired. A file with one fault is refused whole, and
 * every fault is named with its feature.
 */
final class TerritoryFile {

    private static final int FAULTS_SHOWN = 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TerritoryFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static List<Territory> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + file + " as a GeoJSON text in UTF-8: " + e.getMessage());
        }
    }

    /** @param name how sentences call the text */
    static List<Territory> parse(String text, String name) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(name + " is no JSON, see line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
        }
        List<String> faults = new ArrayList<>();
        List<Territory> territories = new ArrayList<>();
        checkCollection(root, faults);
        if (faults.isEmpty()) {
            Map<String, Integer> numbers = new HashMap<>();
            int number = 0;
            for (JsonNode feature : root.get("features")) {
                number++;
                Territory territory = new TerritoryFeature(number, feature, faults).read();
                if (territory != null) {
                    Integer before = numbers.putIfAbsent(territory.getId(), number);
                    if (before != null) {
                        faults.add("Features " + before + " and " + number + " have the same id '" + territory.getId()
                                + "': an id names one territory for good.");
                    }
                    territories.add(territory);
                }
            }
        }
        refuse(name, faults);
        return territories;
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

    private static void refuse(String name, List<String> faults) {
        if (faults.isEmpty()) {
            return;
        }
        StringBuilder sentence = new StringBuilder("Nothing was loaded from ")
                .append(name)
                .append(", for it has ")
                .append(faults.size() == 1 ? "a fault:" : faults.size() + " faults:");
        faults.stream().limit(FAULTS_SHOWN).forEach(fault -> sentence.append(System.lineSeparator())
                .append("  ")
                .append(fault));
        if (faults.size() > FAULTS_SHOWN) {
            sentence.append(System.lineSeparator())
                    .append("  and ")
                    .append(faults.size() - FAULTS_SHOWN)
                    .append(" more.");
        }
        throw CommandFailure.usage(sentence.toString());
    }
}

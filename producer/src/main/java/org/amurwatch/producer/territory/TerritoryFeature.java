package org.amurwatch.producer.territory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Territory;
import org.jspecify.annotations.Nullable;

/** One feature of a territory file, read and checked. */
final class TerritoryFeature {

    private static final int ID_LENGTH = 100;

    private final JsonNode feature;
    private final List<String> faults;
    private final String called;

    /** @param number its number in the file, from 1 */
    TerritoryFeature(int number, JsonNode feature, List<String> faults) {
        this.feature = feature;
        this.faults = faults;
        String id = feature.path("properties").path("id").asText("");
        this.called = "Feature " + number + (id.isEmpty() ? "" : " ('" + id + "')");
    }

    /** The territory; null where faults were found, which are added to the list. */
    @Nullable
    Territory read() {
        int before = faults.size();
        if (!"Feature".equals(feature.path("type").asText())) {
            fault("is no GeoJSON Feature: expected \"type\": \"Feature\", found " + feature.path("type") + ".");
            return null;
        }
        String id = id();
        String name = text("name");
        String sector = sector();
        String zone = zone();
        Map<String, String> names = names();
        boolean retired = retired();
        List<Polygon> polygons = new TerritoryGeometry(feature.path("geometry"), this::fault).read();
        if (faults.size() > before) {
            return null;
        }
        return Territory.newBuilder()
                .setId(id)
                .setName(name)
                .setNames(names)
                .setSectorId(sector)
                .setTimeZone(zone)
                .setPolygons(polygons)
                .setRetired(retired)
                .build();
    }

    private String id() {
        String id = text("id");
        if (id.startsWith("outside/")) {
            fault("has an id that begins with 'outside/': that is how places outside all territories are called.");
        } else if (id.contains("/")) {
            fault("has an id that holds a '/', which parts territory and day in keys: use another character.");
        } else if (id.length() > ID_LENGTH) {
            fault("has an id of " + id.length() + " characters: expected at most " + ID_LENGTH + ".");
        }
        return id;
    }

    private String sector() {
        String sector = text("sector");
        if (sector.equals("outside")) {
            fault("has the sector 'outside': that is how the sector of places outside all territories is called.");
        } else if (sector.contains("/")) {
            fault("has a sector that holds a '/': use another character.");
        } else if (sector.length() > ID_LENGTH) {
            fault("has a sector of " + sector.length() + " characters: expected at most " + ID_LENGTH + ".");
        }
        return sector;
    }

    private String zone() {
        String zone = text("timeZone");
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            fault("has an unknown timeZone '" + zone + "': expected an IANA name such as Asia/Vladivostok.");
        }
        return zone;
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        JsonNode node = feature.path("properties").path("names");
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (entry.getValue().isTextual() && !entry.getValue().asText().isBlank()) {
                    names.put(entry.getKey(), entry.getValue().asText());
                } else {
                    fault("has no text as its name in '" + entry.getKey() + "', but " + entry.getValue() + ".");
                }
            });
        } else if (!node.isMissingNode() && !node.isNull()) {
            fault("has names that are no object: expected names by language, such as {\"ru\": \"...\"}.");
        }
        return names;
    }

    private boolean retired() {
        JsonNode node = feature.path("properties").path("retired");
        if (node.isMissingNode() || node.isNull() || node.isBoolean()) {
            return node.asBoolean();
        }
        fault("has retired " + node + ": expected true or false.");
        return false;
    }

    private String text(String property) {
        JsonNode node = feature.path("properties").path(property);
        if (node.isTextual() && !node.asText().isBlank()) {
            return node.asText();
        }
        if (node.isMissingNode() || node.isNull()) {
            fault("lacks the property " + property + ": expected a text." + similar(property));
        } else {
            fault("has " + property + " " + node + ": expected a text that is not blank.");
        }
        return "";
    }

    /** A property that may be meant, for one who wrote 'timezone'. */
    private String similar(String property) {
        return feature.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .filter(found ->
                        !found.equals(property) && found.replaceAll("[_ -]", "").equalsIgnoreCase(property))
                .findFirst()
                .map(found -> " It has '" + found + "': is that meant?")
                .orElse("");
    }

    private void fault(String what) {
        faults.add(called + " " + what);
    }
}

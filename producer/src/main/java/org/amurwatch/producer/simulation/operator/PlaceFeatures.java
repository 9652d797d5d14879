package org.amurwatch.producer.simulation.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.FieldMap.Line;
import org.amurwatch.producer.simulation.FieldMap.Place;

/** Villages, roads, trails, rivers and the border, with a name in each language. Never a camera or a sensor. */
final class PlaceFeatures {

    private final FieldMap map;
    private final String world;
    private final List<Map<String, Object>> features = new ArrayList<>();

    PlaceFeatures(FieldMap map, String world) {
        this.map = map;
        this.world = world;
    }

    List<Map<String, Object>> features() {
        features.clear();
        for (Place village : map.villages()) {
            add(
                    properties(village.id(), PlaceKind.VILLAGE, "Village %d", "Деревня %d", "村庄%d"),
                    "Point",
                    Features.coordinates(village));
        }
        map.roads().forEach(road -> line(road, PlaceKind.ROAD, "Road %d", "Дорога %d", "公路%d"));
        map.trails().forEach(trail -> line(trail, PlaceKind.TRAIL, "Trail %d", "Тропа %d", "小路%d"));
        map.rivers().forEach(river -> line(river, PlaceKind.RIVER, "River %d", "Река %d", "河流%d"));
        line(map.border(), PlaceKind.BORDER, "The border", "Граница", "边界");
        return List.copyOf(features);
    }

    /** A line of one point is none. */
    private void line(Line line, PlaceKind kind, String english, String russian, String chinese) {
        if (line.points().size() > 1) {
            add(
                    properties(line.id(), kind, english, russian, chinese),
                    "LineString",
                    line.points().stream().map(Features::coordinates).toList());
        }
    }

    private void add(Map<String, Object> properties, String geometry, Object coordinates) {
        features.add(Features.of(properties, geometry, coordinates));
    }

    private Map<String, Object> properties(String id, PlaceKind kind, String english, String russian, String chinese) {
        String digits = id.replaceAll("\\D", "");
        int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", world + "-" + id);
        properties.put("kind", kind.name());
        properties.put("name", english.formatted(number));
        properties.put(
                "names",
                Features.names(english.formatted(number), russian.formatted(number), chinese.formatted(number)));
        return properties;
    }
}

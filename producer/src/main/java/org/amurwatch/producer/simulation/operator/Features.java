package org.amurwatch.producer.simulation.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.simulation.FieldMap.Place;

/** GeoJSON (RFC 7946): longitude first. */
final class Features {

    private Features() {}

    static Map<String, Object> of(Map<String, Object> properties, String geometry, Object coordinates) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("type", geometry);
        shape.put("coordinates", coordinates);
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("type", "Feature");
        feature.put("properties", properties);
        feature.put("geometry", shape);
        return feature;
    }

    static List<Double> coordinates(Place place) {
        return List.of(place.longitude(), place.latitude());
    }

    static Map<String, String> names(String english, String russian, String chinese) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("en", english);
        names.put("ru", russian);
        names.put("zh", chinese);
        return names;
    }

    /** To 5 decimals: about a metre. */
    static double rounded(double degrees) {
        return Math.round(degrees * 100_000) / 100_000.0;
    }
}

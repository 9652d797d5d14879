package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;

/** What was seen once, as a row of CSV or a feature of GeoJSON; made of the JSON that its reader is given, and of nothing else. */
final class PastRows {

    private static final List<String> COLUMNS = List.of(
            "observedAt",
            "receivedAt",
            "id",
            "kind",
            "subject",
            "count",
            "individual",
            "method",
            "territory",
            "incident",
            "clockSuspect",
            "purpose");
    private static final List<String> PLACE = List.of("latitude", "longitude", "uncertaintyMeters");

    static final String HEAD = String.join(",", COLUMNS) + "," + String.join(",", PLACE) + "\r\n";

    private PastRows() {}

    static String csv(ObjectNode item) {
        StringJoiner row = new StringJoiner(",", "", "\r\n");
        COLUMNS.forEach(column -> row.add(cell(item.path(column))));
        PLACE.forEach(column -> row.add(cell(item.path("position").path(column))));
        return row.toString();
    }

    private static String cell(JsonNode value) {
        return value.isTextual() ? TerritoryJson.quoted(value.asText()) : value.isNull() ? "" : value.asText();
    }

    static ObjectNode feature(ObjectNode item) {
        ObjectNode feature =
                Json.object().put("type", "Feature").put("id", item.path("id").asText());
        JsonNode position = item.path("position");
        if (position.isObject()) {
            feature.putObject("geometry")
                    .put("type", "Point")
                    .putArray("coordinates")
                    .add(position.path("longitude"))
                    .add(position.path("latitude"));
        } else {
            feature.putNull("geometry");
        }
        ObjectNode properties = feature.putObject("properties");
        COLUMNS.forEach(column -> properties.set(column, item.path(column)));
        properties.set("uncertaintyMeters", position.path("uncertaintyMeters"));
        return feature;
    }
}

package org.amurwatch.consumer.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as a FeatureCollection of GeoJSON (RFC 7946), a feature a line. */
final class EventGeoJson implements EventExport.EventFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ELSEWHERE = Set.of("id", "latitude", "longitude");

    private final BufferedWriter file;
    private boolean first = true;

    EventGeoJson(Path path) {
        try {
            this.file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
            file.write("{\"type\":\"FeatureCollection\",\"features\":[");
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + path, e);
        }
    }

    @Override
    public void write(Map<String, @Nullable Object> values) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature").put("id", String.valueOf(values.get("id")));
        feature.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .addPOJO(values.get("longitude"))
                .addPOJO(values.get("latitude"));
        ObjectNode properties = feature.putObject("properties");
        values.forEach((name, value) -> {
            if (!ELSEWHERE.contains(name)) {
                properties.set(name, JSON.valueToTree(value));
            }
        });
        try {
            file.write(first ? "\n" : ",\n");
            file.write(JSON.writeValueAsString(feature));
            first = false;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write an event.", e);
        }
    }

    @Override
    public void close() {
        try {
            file.write("\n]}\n");
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't finish a file.", e);
        }
    }
}

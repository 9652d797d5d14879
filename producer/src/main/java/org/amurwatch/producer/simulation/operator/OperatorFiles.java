package org.amurwatch.producer.simulation.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.RunName;

/**
 * Writes what the operator of a simulated world knows: territories.geojson, places.geojson, teams.yaml and permits.yaml, as
 * the load commands take them.
 */
public final class OperatorFiles {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
            .build();

    private final Map<Path, Supplier<String>> texts = new LinkedHashMap<>();
    private final Path folder;

    public OperatorFiles(Path folder, FieldMap map, RunName name) {
        this.folder = folder;
        TerritoryGrid grid = new TerritoryGrid(map, name.world());
        texts.put(folder.resolve("territories.geojson"), () -> geoJson(grid.features()));
        texts.put(folder.resolve("places.geojson"), () -> geoJson(new PlaceFeatures(map, name.world()).features()));
        texts.put(
                folder.resolve("teams.yaml"), () -> yaml("teams", new TeamEntries(map, grid, name.world()).entries()));
        texts.put(folder.resolve("permits.yaml"), () -> yaml("permits", PermitEntries.of(map, name.world())));
    }

    /** Those of the files that exist. */
    public List<Path> existing() {
        return texts.keySet().stream().filter(Files::exists).toList();
    }

    /**
     * Writes all of them, and the folder if there is none.
     *
     * @throws CommandFailure if that can't be
     */
    public List<Path> write() {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Path, Supplier<String>> file : texts.entrySet()) {
                Files.writeString(file.getKey(), file.getValue().get());
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write the operator's map to " + folder + ": " + e.getMessage()
                            + ". What is there now is not whole.",
                    e);
        }
        return List.copyOf(texts.keySet());
    }

    /** One feature a line, so that the files can be compared by eye. */
    private static String geoJson(List<Map<String, Object>> features) {
        List<String> lines = new ArrayList<>();
        features.forEach(feature -> lines.add(text(JSON, feature)));
        return "{\"type\": \"FeatureCollection\", \"features\": [\n" + String.join(",\n", lines) + "\n]}\n";
    }

    private static String yaml(String key, List<Map<String, Object>> entries) {
        return text(YAML, Map.of(key, entries));
    }

    private static String text(ObjectMapper format, Object value) {
        try {
            return format.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("Maps, lists, texts and numbers can be written: " + value, e);
        }
    }
}

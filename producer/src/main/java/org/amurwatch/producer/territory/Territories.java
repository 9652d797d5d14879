package org.amurwatch.producer.territory;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.producer.file.AreaShape;
import org.amurwatch.producer.reference.ReferenceKind;
import org.amurwatch.producer.reference.ReferenceStore;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Territories as reference data, from GeoJSON. */
final class Territories implements ReferenceKind<Territory> {

    @Override
    public Topic<Territory> topic() {
        return Topics.TERRITORIES;
    }

    @Override
    public String one() {
        return "territory";
    }

    @Override
    public String many() {
        return "territories";
    }

    @Override
    public List<Territory> read(Path file) {
        return TerritoryFile.read(file);
    }

    @Override
    public String id(Territory territory) {
        return territory.getId();
    }

    @Override
    public boolean retired(Territory territory) {
        return territory.getRetired();
    }

    @Override
    public Territory asRetired(Territory territory) {
        return Territory.newBuilder(territory).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of("id", "name", "sector", "country", "timeZone", "squareKilometres", "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(Territory territory, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", territory.getId());
        row.put("name", territory.getName());
        row.put("sector", territory.getSectorId());
        row.put("country", territory.getCountry());
        row.put("timeZone", territory.getTimeZone());
        double squareMetres = AreaShape.squareMetres(AreaShape.of(territory.getPolygons()));
        row.put("squareKilometres", Math.round(squareMetres / 1e4) / 100.0);
        row.put("retired", territory.getRetired());
        return row;
    }

    /** Which territories overlap, and whose the shared ground is. */
    @Override
    public List<String> notes(Map<String, Territory> loaded, ReferenceStore store) {
        Map<String, Territory> all = new TreeMap<>(store.read(Topics.TERRITORIES));
        all.putAll(loaded);
        return TerritoryOverlap.among(all.values(), loaded.keySet()).stream()
                .map(TerritoryOverlap::sentence)
                .toList();
    }

    @Override
    public String notesCalled() {
        return "overlaps";
    }
}

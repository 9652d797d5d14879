package org.amurwatch.streams.release;

import java.util.Map;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.jspecify.annotations.Nullable;

/**
 * What is known of places.
 *
 * @param territories as they are now
 * @param countries ISO 3166 code by territory id, of territories that say it
 */
public record Gazetteer(TerritoryIndex territories, Map<String, String> countries) {

    Placement placement(Position position) {
        return territories.locate(position).placement();
    }

    @Nullable
    String country(String territoryId) {
        return countries.get(territoryId);
    }
}

package org.amurwatch.producer.simulation.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.FieldMap.Place;

/** The patrol teams of a simulated world: each answers for the whole sector, and starts from its base. */
final class TeamEntries {

    /** The endpoint that {@code up} knows. */
    private static final String ENDPOINT = "patrol-phone";

    private final FieldMap map;
    private final TerritoryGrid grid;
    private final String world;

    TeamEntries(FieldMap map, TerritoryGrid grid, String world) {
        this.map = map;
        this.grid = grid;
        this.world = world;
    }

    List<Map<String, Object>> entries() {
        List<Map<String, Object>> teams = new ArrayList<>();
        for (Place base : map.patrolBases()) {
            Map<String, Object> position = new LinkedHashMap<>();
            position.put("latitude", base.latitude());
            position.put("longitude", base.longitude());
            Map<String, Object> team = new LinkedHashMap<>();
            team.put("id", world + "-" + base.id());
            team.put("name", "Simulated " + base.id());
            team.put("language", "en");
            team.put("sectors", List.of(grid.sector()));
            team.put(
                    "kinds",
                    List.of(AlertKind.values()).stream().map(AlertKind::name).toList());
            team.put("endpoints", List.of(ENDPOINT));
            team.put("base", position);
            teams.add(team);
        }
        return teams;
    }
}

package org.amurwatch.producer.simulation.operator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.Explanation;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.FieldMap.CameraStation;
import org.amurwatch.producer.simulation.FieldMap.Visit;

/** The planned visits of the camera crew: within an hour and 300 m, people are staff. */
final class PermitEntries {

    private static final Duration AROUND = Duration.ofHours(1);
    private static final double RADIUS_METRES = 300;

    private PermitEntries() {}

    static List<Map<String, Object>> of(FieldMap map, String world) {
        Map<String, CameraStation> stations = new HashMap<>();
        map.stations().forEach(station -> stations.put(station.id(), station));
        List<Map<String, Object>> permits = new ArrayList<>();
        for (Visit visit : map.visits()) {
            CameraStation station = Objects.requireNonNull(stations.get(visit.stationId()), visit.stationId());
            Map<String, Object> permit = new LinkedHashMap<>();
            permit.put(
                    "id",
                    world + "-visit-" + visit.stationId() + "-" + visit.at().getEpochSecond());
            permit.put("latitude", station.latitude());
            permit.put("longitude", station.longitude());
            permit.put("radiusMetres", RADIUS_METRES);
            permit.put("from", visit.at().minus(AROUND).toString());
            permit.put("until", visit.at().plus(AROUND).toString());
            permit.put("explanation", Explanation.STAFF.name());
            permits.add(permit);
        }
        return permits;
    }
}

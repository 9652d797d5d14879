package org.amurwatch.producer.territory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.camtrap.CamtrapPackage;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;

/** The stations of a Camtrap DP package: the same deployments that an import of it takes, by their location. */
record CamtrapStations(List<Station> stations, List<String> warnings) implements Stations {

    /** @throws CommandFailure (exit code 2) if this is no package that can be read, or has no deployment that can be used */
    static CamtrapStations read(Path path) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Set<Position>> positions = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        try (CamtrapPackage camtrapPackage = CamtrapPackage.open(path)) {
            camtrapPackage.deployments(new CamtrapPackage.RowHandler() {
                @Override
                public void accept(Row row) throws UnusableRow {
                    DeploymentRow deployment = DeploymentRow.of(row);
                    String name = row.text("locationName");
                    names.putIfAbsent(deployment.location(), name == null ? deployment.location() : name);
                    positions
                            .computeIfAbsent(deployment.location(), station -> new LinkedHashSet<>())
                            .add(Position.newBuilder()
                                    .setLatitude(deployment.latitude())
                                    .setLongitude(deployment.longitude())
                                    .build());
                }

                @Override
                public void unusable(Row row, String reason) {
                    warnings.add(row.file() + " row " + row.number() + ": " + reason + "; left out.");
                }
            });
        }
        if (positions.isEmpty()) {
            throw CommandFailure.usage(
                    path + " has no deployment that can be used, so there is no station to draw around."
                            + (warnings.isEmpty() ? "" : " The first: " + warnings.get(0)));
        }
        List<Station> stations = new ArrayList<>();
        positions.forEach(
                (id, places) -> stations.add(new Station(id, names.getOrDefault(id, id), List.copyOf(places))));
        return new CamtrapStations(stations, warnings);
    }
}

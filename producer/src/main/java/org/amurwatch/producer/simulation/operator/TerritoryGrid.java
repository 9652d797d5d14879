package org.amurwatch.producer.simulation.operator;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.FieldMap.Extent;

/** A simulated world cut into rectangles of some twenty kilometres, the territories of one sector. */
final class TerritoryGrid {

    private static final double SIDE_KILOMETRES = 20;
    private static final double KILOMETRES_PER_DEGREE = 111.32;

    /** The range lies in these two countries; of another zone nothing is said. */
    private static final Map<String, String> COUNTRIES = Map.of("Asia/Vladivostok", "RU", "Asia/Shanghai", "CN");

    private final Extent extent;
    private final ZoneId timeZone;
    private final String world;
    private final int columns;
    private final int rows;

    TerritoryGrid(FieldMap map, String world) {
        this.extent = map.extent();
        this.timeZone = map.timeZone();
        this.world = world;
        double height = extent.north() - extent.south();
        double width = (extent.east() - extent.west()) * Math.cos(Math.toRadians(extent.south() + height / 2));
        this.columns = (int) Math.max(1, Math.round(width * KILOMETRES_PER_DEGREE / SIDE_KILOMETRES));
        this.rows = (int) Math.max(1, Math.round(height * KILOMETRES_PER_DEGREE / SIDE_KILOMETRES));
    }

    String sector() {
        return world;
    }

    List<Map<String, Object>> features() {
        List<Map<String, Object>> features = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                features.add(Features.of(properties(row, column), "Polygon", List.of(ring(row, column))));
            }
        }
        return features;
    }

    private Map<String, Object> properties(int row, int column) {
        String number = (row + 1) + "-" + (column + 1);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", world + "-" + number);
        properties.put("name", "Simulated park " + number);
        properties.put(
                "names", Features.names("Simulated park " + number, "Вымышленный парк " + number, "模拟公园 " + number));
        properties.put("sector", world);
        properties.put("timeZone", timeZone.getId());
        Optional.ofNullable(COUNTRIES.get(timeZone.getId())).ifPresent(country -> properties.put("country", country));
        return properties;
    }

    private List<List<Double>> ring(int row, int column) {
        return List.of(
                corner(row, column),
                corner(row, column + 1),
                corner(row + 1, column + 1),
                corner(row + 1, column),
                corner(row, column));
    }

    /** The same numbers for all territories that meet there. */
    private List<Double> corner(int row, int column) {
        return List.of(
                between(extent.west(), extent.east(), column, columns),
                between(extent.south(), extent.north(), row, rows));
    }

    private static double between(double first, double last, int part, int parts) {
        return part == parts ? last : Features.rounded(first + (last - first) * part / parts);
    }
}

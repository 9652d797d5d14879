package org.amurwatch.producer.file;

import java.util.List;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Vertex;

/**
 * What a feature's geometry is: a point (one line of one corner), lines, or polygons.
 *
 * @param lines empty for polygons
 * @param polygons empty for points and lines
 */
public record FeatureForm(List<List<Vertex>> lines, List<Polygon> polygons) {
    public FeatureForm {
        lines = List.copyOf(lines);
        polygons = List.copyOf(polygons);
    }
}

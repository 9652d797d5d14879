package org.amurwatch.producer.territory;

import java.util.List;
import org.amurwatch.avro.Position;

/**
 * A place of one or more cameras.
 *
 * @param id its id in its source
 * @param name its name
 * @param positions where its cameras stood: at least one
 */
record Station(String id, String name, List<Position> positions) {}

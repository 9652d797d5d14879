package org.amurwatch.producer.reference;

import java.time.Clock;
import java.util.function.BiFunction;
import org.amurwatch.avro.Place;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;

/** {@code places}, {@code places list} and {@code places load}. */
@Command(
        name = "places",
        description = {
            "Lists the places of the map, or loads them from a GeoJSON file.",
            "Each feature is a Point, LineString, MultiLineString, Polygon or MultiPolygon with the properties id, kind"
                    + " (village, town, road, trail, river, border, strict-reserve, base, landmark) and name. There may be:"
                    + " names (by language), code, barrier (teams do not cross it; true for a border), retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class},
        footer = {"", "Examples:", "  ./amurwatch places", "  ./amurwatch places load places.geojson"})
public final class PlacesCommand extends ReferenceCommand<Place> {

    public PlacesCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    PlacesCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new MapPlaces(), stores, clock);
    }
}

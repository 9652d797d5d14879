package org.amurwatch.producer.territory;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.Feature;
import org.amurwatch.producer.file.FeatureFile;
import org.jspecify.annotations.Nullable;

/**
 * A GeoJSON file (RFC 7946) of territories: a FeatureCollection of Polygon or MultiPolygon features with the properties id,
 * name, sector and timeZone, and optionally names (by language), country and retired. A file with one fault is refused
 * whole, and every fault is named with its feature.
 */
final class TerritoryFile {

    private static final int SECTOR_LENGTH = 100;

    private TerritoryFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static List<Territory> read(Path file) {
        return parse(FeatureFile.text(file), file.toString());
    }

    /** @param name how sentences call the text */
    static List<Territory> parse(String text, String name) {
        return FeatureFile.parse(text, name, "territory", TerritoryFile::territory);
    }

    private static Territory territory(Feature feature) {
        return Territory.newBuilder()
                .setId(feature.id())
                .setName(feature.text("name"))
                .setNames(feature.names())
                .setSectorId(sector(feature))
                .setTimeZone(zone(feature))
                .setCountry(country(feature))
                .setPolygons(feature.polygons())
                .setRetired(feature.truth("retired", false))
                .build();
    }

    private static String sector(Feature feature) {
        String sector = feature.text("sector");
        if (sector.equals("outside")) {
            feature.fault(
                    "has the sector 'outside': that is how the sector of places outside all territories is called.");
        } else if (sector.contains("/")) {
            feature.fault("has a sector that holds a '/': use another character.");
        } else if (sector.length() > SECTOR_LENGTH) {
            feature.fault(
                    "has a sector of " + sector.length() + " characters: expected at most " + SECTOR_LENGTH + ".");
        }
        return sector;
    }

    private static String zone(Feature feature) {
        String zone = feature.text("timeZone");
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            feature.fault("has an unknown timeZone '" + zone + "': expected an IANA name such as Asia/Vladivostok.");
        }
        return zone;
    }

    private static @Nullable String country(Feature feature) {
        String country = feature.optionalText("country");
        if (country != null && !country.isEmpty() && !country.matches("[A-Z]{2}")) {
            feature.fault(
                    "has the country '" + country + "': expected two capital letters (ISO 3166), such as RU or CN.");
        }
        return country;
    }
}

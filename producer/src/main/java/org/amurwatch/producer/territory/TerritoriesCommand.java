package org.amurwatch.producer.territory;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Territory;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.reference.KafkaReferenceStore;
import org.amurwatch.producer.reference.ReferenceCommand;
import org.amurwatch.producer.reference.ReferenceListing;
import org.amurwatch.producer.reference.ReferenceStore;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code territories}, {@code territories list}, {@code territories load} and {@code territories derive}. */
@Command(
        name = "territories",
        description = {
            "Lists the territories, loads them from a GeoJSON file, or draws them around camera stations.",
            "Each feature is a Polygon or MultiPolygon with the properties id, name, sector and timeZone. There may be: names"
                    + " (by language), country (ISO 3166, such as RU), retired."
        },
        mixinStandardHelpOptions = true,
        subcommands = {ReferenceListing.ListRecords.class, ReferenceCommand.Load.class, TerritoriesCommand.Derive.class
        },
        footer = {
            "",
            "Examples:",
            "  ./amurwatch territories load territories.geojson",
            "  ./amurwatch territories derive camtrap-dp package.zip --radius 500 --time-zone Asia/Vladivostok > t.geojson"
        })
public final class TerritoriesCommand extends ReferenceCommand<Territory> {

    public TerritoriesCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    TerritoriesCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(new Territories(), stores, clock);
    }

    /** {@code territories derive}. */
    @Command(
            name = "derive",
            description = {
                "Draws a territory around each station of a camera-trap package, and writes them as GeoJSON to stdout.",
                "Circles that would overlap are cut half-way between the stations."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch territories derive camtrap-dp package.zip --radius 500 --time-zone Asia/Vladivostok"
            })
    static final class Derive implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "FORMAT", description = "camtrap-dp.")
        private String format;

        @Parameters(index = "1", paramLabel = "PATH", description = "The package: a folder or a zip.")
        private Path path;

        @Option(names = "--radius", required = true, paramLabel = "METRES", description = "Radius of the circles.")
        private double radiusMetres;

        @Option(
                names = "--time-zone",
                required = true,
                paramLabel = "ZONE",
                description = "IANA time zone of the stations, such as Asia/Vladivostok.")
        private String timeZone;

        @Option(
                names = "--sector",
                paramLabel = "NAME",
                description = "The sector of the territories (default: the name of the package's file or folder).")
        private @Nullable String sector;

        @Override
        public Integer call() {
            if (!format.equals("camtrap-dp")) {
                throw CommandFailure.usage("Unknown format '" + format + "': expected camtrap-dp.");
            }
            if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
                throw CommandFailure.usage(
                        "Unknown time zone '" + timeZone + "': expected an IANA name such as Asia/Vladivostok.");
            }
            String sectorId = sector();
            Stations stations = CamtrapStations.read(path);
            StationTerritories derived =
                    StationTerritories.around(stations.stations(), radiusMetres, sectorId, timeZone);
            PrintWriter err = spec.commandLine().getErr();
            stations.warnings().forEach(err::println);
            derived.notes().forEach(err::println);
            TerritoryGeoJson.write(spec.commandLine().getOut(), derived.territories());
            err.println("Drew " + derived.territories().size() + " territories in sector '" + sectorId + "'.");
            err.flush();
            return ExitCode.DONE;
        }

        private String sector() {
            if (sector == null) {
                return path.toAbsolutePath()
                        .normalize()
                        .getFileName()
                        .toString()
                        .replaceFirst("\\.zip$", "");
            }
            if (sector.isBlank() || sector.contains("/") || sector.equals("outside") || sector.length() > 100) {
                throw CommandFailure.usage("--sector '" + sector
                        + "' can't be a sector: expected 1 to 100 characters without '/', and not 'outside'.");
            }
            return sector;
        }
    }
}

package org.amurwatch.producer.territory;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.reference.KafkaReferenceStore;
import org.amurwatch.producer.reference.ListingOptions;
import org.amurwatch.producer.reference.LoadOptions;
import org.amurwatch.producer.reference.ReferenceStore;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code territories}, {@code territories list}, {@code territories load} and {@code territories derive}. */
@Command(
        name = "territories",
        description = "Lists the territories, loads them from a GeoJSON file, or draws them around camera stations.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TerritoriesCommand.ListTerritories.class,
            TerritoriesCommand.Load.class,
            TerritoriesCommand.Derive.class
        },
        footer = {
            "",
            "Examples:",
            "  ./amurwatch territories load territories.geojson",
            "  ./amurwatch territories derive camtrap-dp package.zip --radius 500 --time-zone Asia/Vladivostok > t.geojson"
        })
public final class TerritoriesCommand implements Callable<Integer> {

    private final BiFunction<Connection, Clock, ReferenceStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ListingOptions options;

    public TerritoriesCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    TerritoriesCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return list(spec.commandLine().getOut(), options.connect(), options.output());
    }

    private int list(PrintWriter out, Connection connection, OutputFormat format) {
        Map<String, Territory> territories = stores.apply(connection, clock).read(Topics.TERRITORIES);
        new Output(out, format)
                .rows(
                        List.of("id", "name", "sector", "timeZone", "squareKilometres", "retired"),
                        territories.values().stream()
                                .map(TerritoriesCommand::row)
                                .toList());
        return ExitCode.DONE;
    }

    private static Map<String, Object> row(Territory territory) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", territory.getId());
        row.put("name", territory.getName());
        row.put("sector", territory.getSectorId());
        row.put("timeZone", territory.getTimeZone());
        double squareMetres = TerritoryShape.squareMetres(TerritoryShape.of(territory.getPolygons()));
        row.put("squareKilometres", Math.round(squareMetres / 1e4) / 100.0);
        row.put("retired", territory.getRetired());
        return row;
    }

    /** {@code territories list}. */
    @Command(name = "list", description = "Lists the territories.", mixinStandardHelpOptions = true)
    static final class ListTerritories implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private TerritoriesCommand parent;

        @Mixin
        private ListingOptions options;

        @Override
        public Integer call() {
            return parent.list(
                    spec.commandLine().getOut(),
                    options.connect(spec, parent.options),
                    options.output(spec, parent.options));
        }
    }

    /** {@code territories load}. */
    @Command(
            name = "load",
            description = {
                "Loads territories from a GeoJSON file, and returns once streams-app works with them.",
                "Each feature is a Polygon or MultiPolygon with the properties id, name, sector and timeZone; names (by"
                        + " language) and retired may be added. Territories that the file does not name stay as they are."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch territories load territories.geojson --timeout 120"})
    static final class Load implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private TerritoriesCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private LoadOptions load;

        @Parameters(paramLabel = "FILE.geojson", description = "A FeatureCollection (RFC 7946).")
        private Path file;

        @Override
        public Integer call() {
            PrintWriter err = spec.commandLine().getErr();
            Map<String, Territory> loaded = new TreeMap<>();
            TerritoryFile.read(file).forEach(territory -> loaded.put(territory.getId(), territory));
            ReferenceStore store = parent.stores.apply(options.connect(spec, parent.options), parent.clock);
            Map<String, Territory> all = new TreeMap<>(store.read(Topics.TERRITORIES));
            all.putAll(loaded);
            List<TerritoryOverlap> overlaps = TerritoryOverlap.among(all.values(), loaded.keySet());
            overlaps.forEach(overlap -> err.println(overlap.sentence()));
            Set<String> appliedBy = store.load(Topics.TERRITORIES, loaded, load.timeout());
            LoadOptions.tell(err, loaded.size() + (loaded.size() == 1 ? " territory" : " territories"), appliedBy);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("loaded", loaded.size());
            result.put("overlaps", overlaps.size());
            result.put("appliedBy", List.copyOf(appliedBy));
            new Output(spec.commandLine().getOut(), options.output(spec, parent.options)).object(result);
            return ExitCode.DONE;
        }
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

package org.amurwatch.producer.territory;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amurwatch.avro.Position;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** The stations of a Camtrap DP package: a folder or a zip with deployments.csv, plain or gzipped. */
record CamtrapStations(List<Station> stations, List<String> warnings) implements Stations {

    private static final String FILE = "deployments.csv";

    /** @throws CommandFailure (exit code 2) if there is no readable deployments table with a station in it */
    static CamtrapStations read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                Path plain = path.resolve(FILE);
                Path file = Files.exists(plain) ? plain : path.resolve(FILE + ".gz");
                if (!Files.exists(file)) {
                    throw missing(path);
                }
                try (InputStream in = Files.newInputStream(file)) {
                    return rows(in, file.getFileName().toString());
                }
            }
            try (ZipFile zip = new ZipFile(path.toFile())) {
                ZipEntry entry = zip.stream()
                        .filter(found -> found.getName().matches("(.*/)?deployments\\.csv(\\.gz)?"))
                        .min(Comparator.comparing(found -> found.getName().length()))
                        .orElseThrow(() -> missing(path));
                try (InputStream in = zip.getInputStream(entry)) {
                    return rows(in, entry.getName());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + path + " as a Camtrap DP package (a folder or a zip with " + FILE
                    + "): " + e.getMessage());
        }
    }

    private static CommandFailure missing(Path path) {
        return CommandFailure.usage(path + " holds no " + FILE + " or " + FILE + ".gz: is it a Camtrap DP package?");
    }

    private static CamtrapStations rows(InputStream raw, String file) throws IOException {
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : new BufferedInputStream(raw);
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Set<Position>> positions = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .enable(CsvParser.Feature.TRIM_SPACES)
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
            for (int number = 2; rows.hasNext(); number++) {
                Map<String, String> row = rows.next();
                Position position = position(row);
                if (position == null) {
                    warnings.add(file + " row " + number + ": no place, latitude '" + row.get("latitude")
                            + "', longitude '" + row.get("longitude") + "'; left out.");
                    continue;
                }
                String id = first(row, "locationID", "locationName");
                if (id == null) {
                    id = position.getLatitude() + "," + position.getLongitude();
                }
                String name = first(row, "locationName", "locationID");
                names.putIfAbsent(id, name == null ? id : name);
                positions.computeIfAbsent(id, station -> new LinkedHashSet<>()).add(position);
            }
        }
        if (positions.isEmpty()) {
            throw CommandFailure.usage(file + " holds no deployment with a latitude and a longitude.");
        }
        List<Station> stations = new ArrayList<>();
        positions.forEach(
                (id, places) -> stations.add(new Station(id, names.getOrDefault(id, id), List.copyOf(places))));
        return new CamtrapStations(stations, warnings);
    }

    private static @Nullable String first(Map<String, String> row, String column, String otherwise) {
        for (String name : List.of(column, otherwise)) {
            String value = row.get(name);
            if (value != null && !value.isBlank() && !value.equals("NA")) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Position position(Map<String, String> row) {
        try {
            double latitude = Double.parseDouble(String.valueOf(row.get("latitude")));
            double longitude = Double.parseDouble(String.valueOf(row.get("longitude")));
            return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                    ? Position.newBuilder()
                            .setLatitude(latitude)
                            .setLongitude(longitude)
                            .build()
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package org.amurwatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A Camtrap DP package made from a seed, and its counts by a slow and obvious reading of its own file. */
public final class GeneratedPackage {

    private static final List<String> SPECIES =
            List.of("Panthera pardus orientalis", "Cervus nippon", "Capreolus pygargus", "Sus scrofa");
    private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    private GeneratedPackage() {}

    public static Path write(Path folder, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("datapackage.json"), """
                {"profile": "https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0/camtrap-dp-profile.json",
                 "created": "2025-01-15T00:00:00Z",
                 "project": {"id": "generated-%d", "title": "Generated", "individualAnimals": false},
                 "resources": [{"name": "deployments", "path": "deployments.csv"},
                               {"name": "observations", "path": "observations.csv"}]}
                """.formatted(seed));
        List<String> deployments =
                new ArrayList<>(List.of("deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd"));
        for (int station = 0; station < 5; station++) {
            for (int camera = 0; camera < 2; camera++) {
                deployments.add("d%d-%d,L%d,%.4f,%.4f,%s,%s"
                        .formatted(
                                station,
                                camera,
                                station,
                                42.90 + station * 0.02,
                                131.20,
                                START,
                                START.plus(Duration.ofDays(60))));
            }
        }
        Files.write(folder.resolve("deployments.csv"), deployments);
        List<String> observations = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Instant at = START.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
            observations.add("o%d,d%d-%d,e%d,%s,%s,event,animal,%s,%d"
                    .formatted(
                            row,
                            random.nextInt(5),
                            random.nextInt(2),
                            row,
                            at,
                            at,
                            SPECIES.get(random.nextInt(SPECIES.size())),
                            1 + random.nextInt(3)));
        }
        Collections.shuffle(observations, random);
        observations.add(
                0,
                "observationID,deploymentID,eventID,eventStart,eventEnd,observationLevel,observationType,scientificName,count");
        Files.write(folder.resolve("observations.csv"), observations);
        return folder;
    }

    /**
     * The same package as its source states it later: species, counts and types changed, rows gone, and a camera that really
     * stood at the next station, in another territory.
     */
    public static Path correct(Path folder, Path corrected) throws IOException {
        Files.createDirectories(corrected);
        Files.writeString(
                corrected.resolve("datapackage.json"),
                Files.readString(folder.resolve("datapackage.json")).replace("2025-01-15", "2025-06-15"));
        Files.writeString(
                corrected.resolve("deployments.csv"),
                Files.readString(folder.resolve("deployments.csv")).replace("d0-0,L0,42.9000", "d0-0,L0,42.9200"));
        List<String> rows = new ArrayList<>();
        int number = 0;
        for (String row : Files.readAllLines(folder.resolve("observations.csv"))) {
            String[] cells = row.split(",");
            switch (number++ % 40) {
                case 5 -> cells[7] = "Panthera tigris";
                case 15 -> cells[6] = "human";
                case 25 -> cells[8] = "9";
                case 35 -> cells = new String[0];
                default -> {}
            }
            if (cells.length > 0) {
                rows.add(String.join(",", cells));
            }
        }
        Files.write(corrected.resolve("observations.csv"), rows);
        return corrected;
    }

    /** "species detections" and "species animals", by the counting rule alone. */
    public static Map<String, Long> expected(Path folder) {
        record Row(Instant at, long count) {}
        Map<String, List<Row>> chains = new HashMap<>();
        try {
            Map<String, String> latitudes = new HashMap<>();
            for (String line : Files.readAllLines(folder.resolve("deployments.csv"))) {
                latitudes.put(line.split(",")[0], line.split(",")[2]);
            }
            List<String> lines = Files.readAllLines(folder.resolve("observations.csv"));
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                if (!cells[6].equals("animal")) {
                    continue;
                }
                // Territory counts are sums over stations: a camera that stood elsewhere is counted there.
                String station = cells[1].substring(0, cells[1].indexOf('-')) + " at " + latitudes.get(cells[1]);
                chains.computeIfAbsent(cells[7] + "|" + station, key -> new ArrayList<>())
                        .add(new Row(Instant.parse(cells[3]), Long.parseLong(cells[8])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Long> counts = new TreeMap<>();
        chains.forEach((chain, rows) -> {
            String species = chain.substring(0, chain.indexOf('|'));
            rows.sort((a, b) -> a.at().compareTo(b.at()));
            Instant counted = null;
            long animals = 0;
            for (Row row : rows) {
                if (counted == null || !row.at().isBefore(counted.plus(Duration.ofMinutes(30)))) {
                    counts.merge(species + " animals", animals, Long::sum);
                    counts.merge(species + " detections", 1L, Long::sum);
                    counted = row.at();
                    animals = 0;
                }
                animals = Math.max(animals, row.count());
            }
            counts.merge(species + " animals", animals, Long::sum);
        });
        return counts;
    }
}

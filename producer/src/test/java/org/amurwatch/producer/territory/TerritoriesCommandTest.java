package org.amurwatch.producer.territory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.file.AreaShape;
import org.amurwatch.producer.reference.FakeReferenceStore;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import picocli.CommandLine;

class TerritoriesCommandTest {

    private static final String DEPLOYMENTS = """
            deploymentID,latitude,longitude,deploymentStart,deploymentEnd,locationID,locationName
            d1,43.1,131.4,2026-01-01T00:00:00+10:00,2026-02-01T00:00:00+10:00,L1,"Ford, upper"
            d2,43.1,131.405,2026-01-01T00:00:00+10:00,2026-02-01T00:00:00+10:00,,Ridge
            d3,43.2,131.4,2026-01-01T00:00:00+10:00,2026-02-01T00:00:00+10:00,NA,
            d4,43.1001,131.4,2026-01-01T00:00:00+10:00,2026-02-01T00:00:00+10:00,L1,"Ford, upper"
            d5,NA,131.4,2026-01-01T00:00:00+10:00,2026-02-01T00:00:00+10:00,L5,
            """;

    private static final String DESCRIPTOR = """
            {"profile": "https://raw.githubusercontent.com/tdwg/camtrap-dp/%s/camtrap-dp-profile.json", "resources": [
            {"name": "deployments", %s}, {"name": "observations", "path": "observations.csv"}]}
            """;
    private static final String PACKAGE = DESCRIPTOR.formatted("1.0.1", "\"path\": \"deployments.csv\"");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeReferenceStore store = new FakeReferenceStore();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(new TerritoriesCommand((connection, clock) -> store, Clock.systemUTC()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int derive(Path path, String... more) {
        List<String> arguments = new ArrayList<>(List.of("derive", "camtrap-dp", path.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldDeriveFromTheRealPackageTerritoriesThatHoldTheirOwnDeployments() throws IOException {
        Path leuven = sharedData().resolve("camtrapdp-leuven-gmu8");
        assertThat(derive(leuven, "--radius", "500", "--time-zone", "Europe/Brussels"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        String derived = out.toString();
        List<Territory> territories = TerritoryFile.parse(derived, "derived");
        assertThat(territories).hasSize(8);
        assertThat(territories).extracting(Territory::getSectorId).containsOnly("camtrapdp-leuven-gmu8");
        assertThat(territories).extracting(Territory::getTimeZone).containsOnly("Europe/Brussels");

        int rows = 0;
        for (String line : Files.readAllLines(leuven.resolve("deployments.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells.length > 4 && cells[3].matches("[0-9.]+")) {
                rows++;
                assertThat(holders(territories, Double.parseDouble(cells[3]), Double.parseDouble(cells[4])))
                        .as("territories of deployment %s", cells[0])
                        .containsExactly(cells[1]);
            }
        }
        assertThat(rows).isGreaterThan(50);

        Path file = Files.writeString(folder.resolve("t.geojson"), derived);
        err.getBuffer().setLength(0);
        assertThat(run("load", file.toString(), "--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).doesNotContain("overlap").contains("Loaded 8 territories. streams-app does not run");
        assertThat(new ObjectMapper().readTree(out.toString()).get("overlaps").asInt())
                .isZero();
    }

    private static List<String> holders(List<Territory> territories, double latitude, double longitude) {
        return territories.stream()
                .filter(territory -> AreaShape.of(territory.getPolygons())
                        .intersects(new GeometryFactory().createPoint(new Coordinate(longitude, latitude))))
                .map(Territory::getId)
                .toList();
    }

    @Test
    void shouldReadFolderZipAndGzipAlike() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Files.writeString(plain.resolve("datapackage.json"), PACKAGE);
        Files.writeString(plain.resolve("deployments.csv"), DEPLOYMENTS);
        Path gzip = Files.createDirectory(folder.resolve("gzip"));
        Files.writeString(gzip.resolve("datapackage.json"), PACKAGE);
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(gzip.resolve("deployments.csv.gz")))) {
            file.write(DEPLOYMENTS.replace("\n", "\r").getBytes(StandardCharsets.UTF_8));
        }
        Path zip = folder.resolve("package.zip");
        try (ZipOutputStream file = new ZipOutputStream(Files.newOutputStream(zip))) {
            file.putNextEntry(new ZipEntry("package/datapackage.json"));
            file.write(PACKAGE.getBytes(StandardCharsets.UTF_8));
            file.putNextEntry(new ZipEntry("package/deployments.csv"));
            file.write(("\uFEFF" + DEPLOYMENTS).getBytes(StandardCharsets.UTF_8));
        }
        Set<String> outputs = new HashSet<>();
        for (Path path : List.of(plain, gzip, zip)) {
            assertThat(derive(path, "--radius", "300", "--time-zone", "Asia/Vladivostok", "--sector", "kedrovaya"))
                    .as(err.toString())
                    .isEqualTo(ExitCode.DONE);
            outputs.add(out.toString());
        }
        assertThat(outputs).hasSize(1);
        List<Territory> territories = TerritoryFile.parse(outputs.iterator().next(), "derived");
        assertThat(territories).extracting(Territory::getId).containsExactly("L1", "Ridge", "43.2,131.4");
        assertThat(territories.get(0).getName()).isEqualTo("Ford, upper");
        assertThat(territories.get(0).getSectorId()).isEqualTo("kedrovaya");
        assertThat(err.toString()).contains("deployments.csv row 6: latitude is missing; left out.");
    }

    @Test
    void shouldReadAnOldPackageWithAnInlineTable() throws IOException {
        String rows = """
                "data": [{"deploymentID": "d1", "latitude": 43.1, "longitude": 131.4, "start": "2020-01-01T00:00:00Z",
                "locationID": "L1", "locationName": "Ford"},
                {"deploymentID": "d2", "latitude": 43.0, "longitude": 131.9, "start": "2020-01-01T00:00:00Z"}]""";
        Files.writeString(folder.resolve("datapackage.json"), DESCRIPTOR.formatted("0.1.6", rows));
        assertThat(derive(folder, "--radius", "300", "--time-zone", "Asia/Vladivostok"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        List<Territory> territories = TerritoryFile.parse(out.toString(), "derived");
        assertThat(territories).extracting(Territory::getId).containsExactly("L1", "43,131.9");
        assertThat(territories).extracting(Territory::getName).containsExactly("Ford", "43,131.9");
    }

    @Test
    void shouldSayWhyThereIsNoStation() throws IOException {
        Files.writeString(folder.resolve("datapackage.json"), PACKAGE);
        Files.writeString(
                folder.resolve("deployments.csv"),
                "deploymentID,latitude,longitude,deploymentStart\nd1,43.1,231.4,2026-01-01T00:00:00Z\n");
        assertThat(derive(folder, "--radius", "5", "--time-zone", "UTC")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString())
                .contains("has no deployment that can be used", "deployments.csv row 2: longitude '231.4'");
    }

    @Test
    void shouldRefuseWrongUseWithASentence() throws IOException {
        Files.writeString(folder.resolve("datapackage.json"), PACKAGE);
        Files.writeString(folder.resolve("deployments.csv"), DEPLOYMENTS);
        assertThat(derive(folder, "--radius", "0", "--time-zone", "UTC")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(derive(folder, "--radius", "5", "--time-zone", "Asia/Khasan"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(derive(folder, "--radius", "5", "--time-zone", "UTC", "--sector", "a/b"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(derive(folder.resolve("absent"), "--radius", "5", "--time-zone", "UTC"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("derive", "kml", folder.toString(), "--radius", "5", "--time-zone", "UTC"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "--radius 0.0 is out of range",
                        "Unknown time zone 'Asia/Khasan'",
                        "--sector 'a/b' can't be a sector",
                        "There is no readable file or folder",
                        "Unknown format 'kml': expected camtrap-dp.");
    }

    @Test
    void shouldLoadTellOfOverlapsWithWhatIsThereAndList() throws IOException {
        store = new FakeReferenceStore("streams-1");
        assertThat(run("load", square("a", 131, 1))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString())
                .contains("Loaded 1 territory, applied by streams-app.")
                .doesNotContain("overlap");
        assertThat(run("load", square("b", 131.5, 0.8))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).contains("'b' and 'a' overlap by").contains("belong to 'b', the smaller.");
        assertThat(store.read(Topics.TERRITORIES)).containsOnlyKeys("a", "b");

        assertThat(run("--output", "json")).isEqualTo(ExitCode.DONE);
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).get("id").asText()).isEqualTo("a");
        // One degree by one at 43 to 44 N.
        assertThat(listed.get(0).get("squareKilometres").asDouble()).isBetween(8_950.0, 9_000.0);
        String bare = out.toString();
        run("list", "--output", "json");
        assertThat(out).hasToString(bare);
    }

    private String square(String id, double west, double size) throws IOException {
        double east = west + size;
        double north = 43 + size;
        return Files.writeString(
                        folder.resolve(id + ".geojson"), """
                        {"type": "FeatureCollection", "features": [{"type": "Feature",
                        "properties": {"id": "%s", "name": "A", "sector": "s", "timeZone": "Asia/Vladivostok"},
                        "geometry": {"type": "Polygon", "coordinates":
                        [[[%s, 43], [%s, 43], [%s, %s], [%s, %s], [%s, 43]]]}}]}
                        """.formatted(id, west, east, east, north, west, north, west))
                .toString();
    }

    private static Path sharedData() {
        String stated = System.getenv("AMURWATCH_SHARED_DATA");
        Stream<Path> candidates = Stream.concat(
                Stream.ofNullable(stated).map(Path::of),
                Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(parent -> parent.resolve("shared").resolve("data")));
        return candidates
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(
                        "The real data sets are not there: set AMURWATCH_SHARED_DATA to their folder."));
    }
}

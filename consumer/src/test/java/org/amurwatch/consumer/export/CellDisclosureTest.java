package org.amurwatch.consumer.export;

import static org.amurwatch.consumer.export.FieldRecords.NOW;
import static org.amurwatch.consumer.export.FieldRecords.deployment;
import static org.amurwatch.consumer.export.FieldRecords.individual;
import static org.amurwatch.consumer.export.FieldRecords.people;
import static org.amurwatch.consumer.export.FieldRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellDisclosureTest {

    private static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);
    private static final String SECRET_STATION = "Ridge of the three springs";
    private static final String SECRET_CAMERA = "serial-4711";
    private static final String SECRET_PICTURE = "IMG_20260501_ridge.jpg";
    private static final String SECRET_ANIMAL = "Kedrovka";
    private static final String SECRET_EVENT = "springs-event-9";

    @TempDir
    private Path folder;

    private static Disclosure cells(String degrees) {
        return new CellDisclosure(new DecimalCells(ExportPrecision.of(degrees).grid()), "a secret");
    }

    @Test
    void shouldBeTheCentreOfTheCell() {
        Position centre = cells("0.1").position(new Position(43.1999, 131.4, null));

        assertThat(centre.getLatitude()).isEqualTo(43.15);
        assertThat(centre.getLongitude()).isEqualTo(131.45);
        assertThat(cells("1").position(new Position(-0.5, -0.5, null)).getLatitude())
                .isEqualTo(-0.5);
        assertThat(cells("0.1").position(new Position(90.0, 180.0, null)))
                .extracting(Position::getLatitude, Position::getLongitude)
                .containsExactly(89.95, -179.95);
    }

    @Test
    void shouldAddTheUncertaintyOfTheCell() {
        // Chapman 2020 states 14,697 m at 30 degrees of latitude and 12,461 m at 60 for a tenth of a degree.
        assertThat(cells("0.1").position(new Position(29.95, 131.0, 10.0)).getUncertaintyMetres())
                .isCloseTo(14_697, within(20.0));
        assertThat(cells("0.1").position(new Position(59.95, 131.0, null)).getUncertaintyMetres())
                .isCloseTo(12_461, within(20.0));
        assertThat(cells("0.1").position(new Position(43.0, 131.0, 50_000.0)).getUncertaintyMetres())
                .isGreaterThan(50_000 + 6_000);
    }

    private FieldRecords park(Random random, String edge) {
        FieldRecords records = new FieldRecords();
        // An edge goes through the cell: whose side something is on may not be seen.
        records.add(Territory.newBuilder()
                .setId("west")
                .setName("west")
                .setSectorId("khasan")
                .setTimeZone("UTC")
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(43.0, 131.0),
                        new Vertex(43.0, Double.parseDouble(edge)),
                        new Vertex(44.0, Double.parseDouble(edge)),
                        new Vertex(44.0, 131.0),
                        new Vertex(43.0, 131.0))))))
                .build());
        Position here =
                new Position(43.1001 + random.nextInt(998) / 10_000.0, 131.4001 + random.nextInt(998) / 10_000.0, 10.0);
        String station = FieldRecords.SOURCE + "/" + SECRET_STATION;
        records.add(deployment("d1", here, NOW.minusSeconds(90_000), NOW)
                .setStationId(station)
                .setCameraId(SECRET_CAMERA)
                .build());
        Sighting.Builder leopard = sighting(SECRET_EVENT, "Panthera pardus", NOW.minusSeconds(50_000))
                .setPosition(here)
                .setStationId(station)
                .setEpisodeId("d1:" + SECRET_EVENT)
                .setIdentification(individual(SECRET_ANIMAL, Flank.LEFT))
                .setMedia(List.of(
                        MediaReference.newBuilder().setMediaId(SECRET_PICTURE).build()));
        PoachingAlert.Builder people = people("d1:" + SECRET_EVENT + ":human", NOW.minusSeconds(49_000))
                .setPosition(here)
                .setStationId(station);
        return records.add(leopard.build())
                .add(people.build())
                .add(people("sos", NOW.minusSeconds(40_000))
                        .setPosition(here)
                        .setKind(AlertKind.SOS)
                        .build());
    }

    private Map<String, String> written(FieldRecords records, String name, Function<Disclosure, ExportFormat> format) {
        Path to = folder.resolve(name);
        new ExportRun(
                        records.source(),
                        (who, what) -> {},
                        new ExportProgress(new PrintWriter(new StringWriter()), Clock.systemUTC()))
                .run(new ExportRun.Request("test", to, null, null), format.apply(cells("0.1")));
        try (Stream<Path> files = Files.walk(to)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> to.relativize(file).toString(), file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExportFormat format(String name, Disclosure disclosure) {
        return switch (name) {
            case "csv" -> EventExport.csv(ALL, disclosure);
            case "geojson" -> EventExport.geoJson(ALL, disclosure);
            default -> new CamtrapExport(null, disclosure);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"camtrap-dp", "csv", "geojson"})
    void shouldSayTheSameWhereverInItsCellAStationStands(String name) {
        long seed = new Random().nextLong();
        System.out.println("CellDisclosureTest seed " + seed);
        Random random = new Random(seed);
        Map<String, String> first = written(park(random, "131.44"), "first", disclosure -> format(name, disclosure));

        for (int i = 0; i < 5; i++) {
            assertThat(written(park(random, "131.44"), "moved-" + i, disclosure -> format(name, disclosure)))
                    .isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"camtrap-dp", "csv", "geojson"})
    void shouldHoldNoNameByWhichAPlaceCanBeFoundAndNoSignOfPatrols(String name) {
        String all = written(park(new Random(1), "131.44"), "all", disclosure -> format(name, disclosure))
                .toString();

        assertThat(all)
                .contains("Panthera pardus", "131.45")
                .doesNotContain(
                        SECRET_STATION,
                        SECRET_CAMERA,
                        SECRET_PICTURE,
                        SECRET_ANIMAL,
                        SECRET_EVENT,
                        "SOS",
                        "\"d1\"",
                        ",d1,");
    }

    @Test
    void shouldNameTheSameThingsAlikeUnderOneSecretAlone() {
        Disclosure other = new CellDisclosure(new DecimalCells(GridPrecision.TENTH), "another");

        String name = cells("0.1").name(Disclosure.NameOf.STATION, "pad", SECRET_STATION);
        assertThat(cells("1").name(Disclosure.NameOf.STATION, "pad", SECRET_STATION))
                .isEqualTo(name);
        assertThat(other.name(Disclosure.NameOf.STATION, "pad", SECRET_STATION)).isNotEqualTo(name);
        assertThat(cells("0.1").name(Disclosure.NameOf.CAMERA, "pad", SECRET_STATION))
                .isNotEqualTo(name);
    }
}

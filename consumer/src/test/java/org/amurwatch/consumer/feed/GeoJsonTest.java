package org.amurwatch.consumer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.precision.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoJsonTest {

    private static final Agreement AGREEMENT = Releases.partner("wwf").build();

    private final GeoJson geoJson = new GeoJson(
            new FeedSender(URI.create("https://feeds.example.org/"), "amurwatch@example.org", "Amur Watch"));

    private JsonNode read(FeedItem... items) throws Exception {
        Feed feed = Releases.feed(AGREEMENT, items);
        FeedPage page = FeedPage.of(feed, "wwf/events.geojson", new FeedPage.Query(null, null, FeedPage.MOST));
        return new ObjectMapper().readTree(geoJson.of(feed, page));
    }

    private JsonNode feature(ReleasedEvent event) throws Exception {
        return read(Releases.item(event)).path("features").get(0);
    }

    @Test
    void shouldShowACellWithWhatWasMadeLessExact() throws Exception {
        JsonNode shot = feature(Releases.shot("wwf", 7).build());

        assertThat(shot.path("id").textValue()).isEqualTo(Releases.id(7));
        assertThat(shot.path("geometry"))
                .hasToString(
                        "{\"type\":\"Polygon\",\"coordinates\":[[[131.4,43.1],[131.5,43.1],[131.5,43.2],[131.4,43.2],[131.4,43.1]]]}");
        JsonNode properties = shot.path("properties");
        assertThat(properties.path("kind").textValue()).isEqualTo("gunshot");
        assertThat(properties.path("observedFrom").textValue()).isEqualTo("2026-01-17T16:15:00+10:00");
        assertThat(properties.path("timeZone").textValue()).isEqualTo("Asia/Vladivostok");
        assertThat(properties.path("coordinateUncertaintyInMeters").intValue()).isBetween(13_000, 14_697);
        assertThat(properties.path("dataGeneralizations").textValue()).startsWith("Coordinates");
        assertThat(properties.path("informationWithheld").textValue()).startsWith("Exact");
        assertThat(properties.path("releasedAt").textValue()).isEqualTo("2026-01-17T06:35:00.250Z");
    }

    /** RFC 7946, 3.1.6: a ring with a positive area is counter-clockwise. */
    @ParameterizedTest
    @CsvSource({"43.14, 131.47", "-12.34, -0.05", "89.99, 179.99", "-90, -180", "0, 0"})
    void shouldDrawRingsCounterClockwiseAndClosed(double latitude, double longitude) throws Exception {
        for (GridPrecision precision : GridPrecision.values()) {
            if (precision == GridPrecision.WITHHELD) {
                continue;
            }
            GridCell cell = Releases.cell(latitude, longitude, precision);
            JsonNode ring = feature(Releases.shot("wwf", 1)
                            .setCell(cell)
                            .setPosition(Grid.centre(cell, null))
                            .build())
                    .at("/geometry/coordinates/0");

            assertThat(ring).hasSize(5);
            assertThat(ring.get(0)).isEqualTo(ring.get(4));
            double doubleArea = 0;
            for (int i = 0; i < 4; i++) {
                doubleArea += ring.get(i).get(0).doubleValue()
                                * ring.get(i + 1).get(1).doubleValue()
                        - ring.get(i + 1).get(0).doubleValue()
                                * ring.get(i).get(1).doubleValue();
                assertThat(ring.get(i).get(0).doubleValue()).isBetween(-180.0, 180.0);
                assertThat(ring.get(i).get(1).doubleValue()).isBetween(-90.0, 90.0);
            }
            double size = Grid.size(precision).doubleValue();
            assertThat(doubleArea / 2).isCloseTo(size * size, org.assertj.core.data.Percentage.withPercentage(0.1));
        }
    }

    @Test
    void shouldHaveNoGeometryWhereThePlaceIsWithheld() throws Exception {
        JsonNode none =
                feature(Releases.shot("wwf", 1).setCell(null).setPosition(null).build());
        assertThat(none.path("geometry").isNull()).isTrue();
        assertThat(none.path("properties").has("decimalLatitude")).isFalse();

        // A precision that this version doesn't know is read as WITHHELD.
        GridCell unknown = GridCell.newBuilder(Releases.cell(43, 131, GridPrecision.TENTH))
                .setPrecision(GridPrecision.WITHHELD)
                .build();
        assertThat(feature(Releases.shot("wwf", 1).setCell(unknown).build())
                        .path("geometry")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldSayNothingMoreOfWhatWasTakenBack() throws Exception {
        ReleasedEvent shot = Releases.shot("wwf", 7).build();
        // Even if a release held more than it may.
        ReleasedEvent gone = Releases.next(shot).setWithdrawn(true).build();

        assertThat(read(Releases.item(shot, gone)).path("features").get(0))
                .hasToString("{\"type\":\"Feature\",\"id\":\"" + Releases.id(7)
                        + "\",\"geometry\":null,\"properties\":{\"version\":2,"
                        + "\"releasedAt\":\"2026-01-17T06:36:00.250Z\",\"withdrawn\":true}}");
    }

    @Test
    void shouldSayWhenItWasCut() throws Exception {
        Feed cut = new Feed(AGREEMENT, false, List.of(), true, Instant.EPOCH);
        FeedPage page = FeedPage.of(cut, "wwf/events.geojson", new FeedPage.Query(null, null, 5));
        JsonNode read = new ObjectMapper().readTree(geoJson.of(cut, page));

        assertThat(read.path("complete").booleanValue()).isFalse();
        assertThat(read.path("note").textValue()).contains("10,000");
        assertThat(read(Releases.item(Releases.shot("wwf", 1).build()))
                        .path("complete")
                        .booleanValue())
                .isTrue();
    }

    /** Nothing gets into a feed but the fields of a release, so that what a release leaves out can't come back. */
    @Test
    void shouldHoldNothingButFieldsOfTheRelease() throws Exception {
        Set<String> made = Set.of(
                // Of the cell and its centre.
                "cellDegrees", "decimalLatitude", "decimalLongitude", "coordinateUncertaintyInMeters");
        List<String> fields = new ArrayList<>();
        ReleasedEvent.getClassSchema().getFields().forEach(field -> fields.add(field.name()));
        fields.addAll(made);
        for (ReleasedEvent event : List.of(
                Releases.shot("wwf", 1).build(),
                Releases.sighting("wwf", 2).setIndividualAlias("Leo").build())) {
            Set<String> names = new TreeSet<>();
            feature(event).path("properties").fieldNames().forEachRemaining(names::add);
            assertThat(fields).containsAll(names);
        }
    }
}

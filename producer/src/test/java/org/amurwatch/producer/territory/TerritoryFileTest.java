package org.amurwatch.producer.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;

class TerritoryFileTest {

    private static final String SQUARE = "[[131,43],[132,43],[132,44],[131,44],[131,43]]";
    private static final String PROPERTIES = "'id':'a','name':'A','sector':'s','timeZone':'Asia/Vladivostok'";

    private static String feature(String properties, String geometry) {
        return "{'type':'Feature','properties':{" + properties + "},'geometry':" + geometry + "}";
    }

    private static String polygon(String rings) {
        return "{'type':'Polygon','coordinates':[" + rings + "]}";
    }

    private static List<Territory> parse(String... features) {
        String text = "{'type':'FeatureCollection','features':[" + String.join(",", features) + "]}";
        return TerritoryFile.parse(text.replace('\'', '"'), "t.geojson");
    }

    private static void assertRefused(String feature, String... sentences) {
        assertThatThrownBy(() -> parse(feature))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .satisfies(failure -> assertThat(failure.getMessage()).contains(sentences));
    }

    @Test
    void shouldReadPolygonsWithHolesAndProperties() {
        String hole = "[[131.2,43.2],[131.4,43.2],[131.4,43.4],[131.2,43.4],[131.2,43.2]]";
        Territory territory = parse(feature(
                        PROPERTIES + ",'names':{'ru':'А'},'country':'RU','retired':true,'colour':'red'",
                        polygon(SQUARE + "," + hole)))
                .get(0);
        assertThat(territory.getId()).isEqualTo("a");
        assertThat(territory.getName()).isEqualTo("A");
        assertThat(territory.getSectorId()).isEqualTo("s");
        assertThat(territory.getTimeZone()).isEqualTo("Asia/Vladivostok");
        assertThat(territory.getNames()).isEqualTo(Map.of("ru", "А"));
        assertThat(territory.getRetired()).isTrue();
        assertThat(territory.getCountry()).isEqualTo("RU");
        List<List<Vertex>> rings = territory.getPolygons().get(0).getRings();
        assertThat(rings).hasSize(2);
        assertThat(rings.get(0).get(0).getLongitude()).isEqualTo(131);
        assertThat(rings.get(0).get(0).getLatitude()).isEqualTo(43);
        assertThat(counterClockwise(rings.get(0))).isTrue();
        assertThat(counterClockwise(rings.get(1))).isFalse();
    }

    @Test
    void shouldReadMultiPolygonsAndTurnRingsThatTurnTheWrongWay() {
        Territory territory = parse(feature(
                        PROPERTIES,
                        "{'type':'MultiPolygon','coordinates':[[" + SQUARE
                                + "],[[[135,43],[135,44],[136,44],[136,43],[135,43]]]]}"))
                .get(0);
        assertThat(territory.getPolygons()).hasSize(2);
        territory.getPolygons().forEach(part -> assertThat(
                        counterClockwise(part.getRings().get(0)))
                .isTrue());
    }

    private static boolean counterClockwise(List<Vertex> ring) {
        return Orientation.isCCW(ring.stream()
                .map(vertex -> new Coordinate(vertex.getLongitude(), vertex.getLatitude()))
                .toArray(Coordinate[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name':'A','sector':'s','timeZone':'UTC' | Feature 1 lacks the property id",
                "'id':7,'name':'A','sector':'s','timeZone':'UTC' | Feature 1 ('7') has id 7: expected a text",
                "'id':'outside/43','name':'A','sector':'s','timeZone':'UTC' | has an id that begins with 'outside/'",
                "'id':'a/b','name':'A','sector':'s','timeZone':'UTC' | Feature 1 ('a/b') has an id that holds a '/'",
                "'id':'a','name':' ','sector':'s','timeZone':'UTC' | Feature 1 ('a') has name",
                "'id':'a','name':'A','timeZone':'UTC' | Feature 1 ('a') lacks the property sector",
                "'id':'a','name':'A','sector':'outside','timeZone':'UTC' | Feature 1 ('a') has the sector 'outside'",
                "'id':'a','name':'A','sector':'s/t','timeZone':'UTC' | Feature 1 ('a') has a sector that holds a '/'",
                "'id':'a','name':'A','sector':'s','timezone':'UTC' | lacks the property timeZone: expected a text. It has 'timezone'",
                "'id':'a','name':'A','sector':'s','timeZone':'Mars/Crater' | has an unknown timeZone 'Mars/Crater'",
                "'id':'a','name':'A','sector':'s','timeZone':'+10:00' | has an unknown timeZone '+10:00'",
                "'id':'a','name':'A','sector':'s','timeZone':'UTC','names':'B' | has names that are no object",
                "'id':'a','name':'A','sector':'s','timeZone':'UTC','names':{'ru':1} | has no text as its name in 'ru'",
                "'id':'a','name':'A','sector':'s','timeZone':'UTC','country':'Russia' | has the country 'Russia': expected two capital letters",
                "'id':'a','name':'A','sector':'s','timeZone':'UTC','retired':'no' | has retired",
            })
    void shouldNameTheFeatureOfAFaultyProperty(String properties, String sentence) {
        assertRefused(feature(properties, polygon(SQUARE)), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "null | Feature 1 ('a') has a geometry of type none: expected Polygon or MultiPolygon.",
                "{'type':'Point','coordinates':[131,43]} | has a geometry of type Point",
                "{'type':'MultiPolygon','coordinates':[]} | has a MultiPolygon without polygons",
                "{'type':'Polygon','coordinates':[]} | has a polygon without rings",
                "{'type':'Polygon','coordinates':[[[131,43],[132,43],[131,43]]]} | has a ring of 3 positions: expected at least 4",
                "{'type':'Polygon','coordinates':[[[131,43],[132,43],[132,44],[131,44]]]} | has a ring that is not closed: its first position is [131.0, 43.0], its last [131.0, 44.0]",
                "{'type':'Polygon','coordinates':[[[43,131],[44,131],[44,132],[43,131]]]} | has a position [43,131] with latitude 131.0: expected -90 to 90. GeoJSON writes [longitude, latitude]: are they swapped?",
                "{'type':'Polygon','coordinates':[[[231,43],[132,43],[132,44],[231,43]]]} | with longitude 231.0: expected -180 to 180",
                "{'type':'Polygon','coordinates':[[['131',43],[132,43],[132,44],[131,43]]]} | expected [longitude, latitude], both numbers",
                "{'type':'Polygon','coordinates':[[[179,43],[-179,43],[-179,44],[179,44],[179,43]]]} | across the 180th meridian: cut the polygon",
                "{'type':'Polygon','coordinates':[[[131,43],[132,44],[132,43],[131,44],[131,43]]]} | has no valid area: self-intersection at [131.5, 43.5]",
                "{'type':'Polygon','coordinates':[[[131,43],[132,43],[132,43],[131,43]]]} | has no valid area",
                "{'type':'Polygon','coordinates':[[[131,43],[132,43],[132,44],[131,43]],[[141,43],[142,43],[142,44],[141,43]]]} | has no valid area: hole lies outside shell",
            })
    void shouldNameTheFeatureOfAFaultyGeometry(String geometry, String sentence) {
        assertRefused(feature(PROPERTIES, geometry), "Feature 1 ('a')", sentence);
    }

    @Test
    void shouldNameEveryFaultAndLoadNothing() {
        String good = feature(PROPERTIES, polygon(SQUARE));
        String bad = feature("'id':'b'", polygon(SQUARE));
        assertRefused(
                good + "," + good + "," + bad,
                "Nothing was loaded from t.geojson, for it has 4 faults:",
                "Features 1 and 2 have the same id 'a'",
                "Feature 3 ('b') lacks the property name",
                "Feature 3 ('b') lacks the property sector",
                "Feature 3 ('b') lacks the property timeZone");
        assertRefused("{'type':'Polygon'}", "Feature 1 is no GeoJSON Feature");
    }

    @Test
    void shouldRefuseWhatIsNoFeatureCollection() {
        assertText("{", "t.geojson is no JSON, see line 1");
        assertText("", "no GeoJSON FeatureCollection");
        assertText("[]", "no GeoJSON FeatureCollection");
        assertText("{\"type\":\"FeatureCollection\",\"features\":[]}", "has no features");
        assertText(
                "{\"type\":\"FeatureCollection\",\"features\":[{}],\"crs\":{\"type\":\"name\",\"properties\":"
                        + "{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}}",
                "EPSG::3857");
        assertThatThrownBy(() -> TerritoryFile.read(Path.of("absent.geojson")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Can't read absent.geojson");
    }

    private static void assertText(String text, String sentence) {
        assertThatThrownBy(() -> TerritoryFile.parse(text, "t.geojson"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldReportOverlapsWithTheSmallerAsWinner() {
        String large = feature(PROPERTIES, polygon(SQUARE));
        String small = feature(
                PROPERTIES.replace("'a'", "'b'"),
                polygon("[[131.9,43],[132.1,43],[132.1,43.1],[131.9,43.1],[131.9,43]]"));
        String neighbour =
                feature(PROPERTIES.replace("'a'", "'c'"), polygon("[[130,43],[131,43],[131,44],[130,44],[130,43]]"));
        String retired = feature(PROPERTIES.replace("'a'", "'d'") + ",'retired':true", polygon(SQUARE));
        List<Territory> all = parse(large, small, neighbour, retired);

        List<TerritoryOverlap> overlaps = TerritoryOverlap.among(all, java.util.Set.of("a"));
        assertThat(overlaps).hasSize(1);
        assertThat(overlaps.get(0).winner()).isEqualTo("b");
        assertThat(overlaps.get(0).other()).isEqualTo("a");
        // 0.1 by 0.1 degree at 43.05 N: 111.195 km * 0.1 squared, times the cosine of the latitude.
        assertThat(overlaps.get(0).squareMetres() / 1e6)
                .isCloseTo(
                        Math.pow(11.1195, 2) * Math.cos(Math.toRadians(43.05)),
                        org.assertj.core.data.Percentage.withPercentage(0.1));
        assertThat(overlaps.get(0).sentence())
                .contains("'b' and 'a' overlap by 90.3")
                .contains("belong to 'b'");
        assertThat(TerritoryOverlap.among(all, java.util.Set.of("c"))).isEmpty();
    }
}

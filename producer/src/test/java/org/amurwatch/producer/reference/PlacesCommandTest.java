package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesCommandTest {

    private static final String VILLAGE = feature(
            "'id':'v','kind':'village','name':'Barabash','names':{'ru':'Барабаш'},'code':'K7'",
            "{'type':'Point','coordinates':[131.5,43.2]}");
    private static final String BORDER = feature(
            "'id':'b','kind':'border','name':'Border'", "{'type':'LineString','coordinates':[[131,43],[131.1,43.5]]}");

    @TempDir
    private Path folder;

    private final CommandRun places = new CommandRun(PlacesCommand::new, new FakeReferenceStore("streams-1"));

    private static String feature(String properties, String geometry) {
        return "{'type':'Feature','properties':{" + properties + "},'geometry':" + geometry + "}";
    }

    private String file(String... features) throws Exception {
        String text = "{'type':'FeatureCollection','features':[" + String.join(",", features) + "]}";
        return Files.writeString(folder.resolve("places.geojson"), text.replace('\'', '"'))
                .toString();
    }

    private Map<String, Place> loaded() {
        return places.store.read(Topics.PLACES);
    }

    @Test
    void shouldLoadEveryFormAndListThem() throws Exception {
        String file = file(
                VILLAGE,
                BORDER,
                feature(
                        "'id':'r','kind':'RIVER','name':'Narva','barrier':true",
                        "{'type':'MultiLineString','coordinates':[[[131,43],[131,43.1]],[[131.2,43],[131.2,43.1]]]}"),
                feature(
                        "'id':'s','kind':'strict-reserve','name':'Kedrovaya Pad'",
                        "{'type':'Polygon','coordinates':[[[131,43],[132,43],[132,44],[131,44],[131,43]]]}"));
        assertThat(places.run("load", file, "--output", "json"))
                .as(places.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(places.err()).contains("Loaded 4 places, applied by streams-app.");
        assertThat(places.json().get("new").asInt()).isEqualTo(4);

        Place village = loaded().get("v");
        assertThat(village.getKind()).isEqualTo(PlaceKind.VILLAGE);
        assertThat(village.getNames()).isEqualTo(Map.of("ru", "Барабаш"));
        assertThat(village.getCode()).isEqualTo("K7");
        assertThat(village.getLine()).containsExactly(new Vertex(43.2, 131.5));
        assertThat(village.getBarrier()).isFalse();
        assertThat(loaded().get("b").getBarrier()).isTrue();
        assertThat(loaded().get("b").getLine()).hasSize(2);
        assertThat(loaded().get("r").getBarrier()).isTrue();
        assertThat(loaded().get("r").getFurtherLines())
                .containsExactly(List.of(new Vertex(43.0, 131.2), new Vertex(43.1, 131.2)));
        assertThat(loaded().get("s").getKind()).isEqualTo(PlaceKind.STRICT_RESERVE);
        assertThat(loaded().get("s").getPolygons()).hasSize(1);

        assertThat(places.run("--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(places.json()).hasSize(4);
        assertThat(places.json().get(0).get("form").asText()).isEqualTo("line");
        assertThat(places.json().get(3).get("form").asText()).isEqualTo("point");
        String bare = places.out();
        places.run("list", "--output", "json");
        assertThat(places.out()).isEqualTo(bare);
    }

    @Test
    void shouldChangeNothingWhenAFileIsLoadedAgain() throws Exception {
        places.run("load", file(VILLAGE, BORDER));
        Map<String, Place> before = Map.copyOf(loaded());
        assertThat(places.run("load", file(VILLAGE, BORDER), "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(places.json().get("unchanged").asInt()).isEqualTo(2);
        assertThat(places.json().get("new").asInt()).isZero();
        assertThat(places.json().get("changed").asInt()).isZero();
        assertThat(loaded()).isEqualTo(before);
    }

    @Test
    void shouldLeaveAloneWhatTheFileDoesNotNameUnlessAskedToRetireIt() throws Exception {
        places.run("load", file(VILLAGE, BORDER));
        assertThat(places.run("load", file(VILLAGE))).isEqualTo(ExitCode.DONE);
        assertThat(places.err())
                .contains(
                        "Left as it is, though the file does not name it: b. --retire-missing takes such out of use.");
        assertThat(loaded().get("b").getRetired()).isFalse();

        assertThat(places.run("load", file(VILLAGE), "--retire-missing", "--dry-run", "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(places.json().get("retired").asInt()).isEqualTo(1);
        assertThat(places.err()).contains("Dry run: 1 place could be loaded; nothing was published.");
        assertThat(loaded().get("b").getRetired()).isFalse();

        assertThat(places.run("load", file(VILLAGE), "--retire-missing")).isEqualTo(ExitCode.DONE);
        assertThat(places.err()).contains("Out of use, since the file does not name them: b.");
        assertThat(loaded().get("b").getRetired()).isTrue();
        assertThat(loaded().get("v").getRetired()).isFalse();

        assertThat(places.run("load", file(VILLAGE))).isEqualTo(ExitCode.DONE);
        assertThat(places.err()).doesNotContain("does not name");
    }

    @Test
    void shouldSayWhatIsOdd() throws Exception {
        places.run(
                "load",
                file(
                        feature(
                                "'id':'v','kind':'village','name':'V'",
                                "{'type':'LineString','coordinates':[[131,43],[131,44]]}"),
                        feature("'id':'r','kind':'road','name':'R'", "{'type':'Point','coordinates':[131,43]}")));
        assertThat(places.err())
                .contains("Place 'v' (VILLAGE) is a line: messages name points and areas alone")
                .contains("Place 'r' (ROAD) is a point: nobody can be said to cross it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'id':'v','name':'V' | {'type':'Point','coordinates':[131,43]} | Feature 1 ('v') lacks the property kind",
                "'id':'v','name':'V','kind':'hut' | {'type':'Point','coordinates':[131,43]} | has an unknown kind 'hut': expected VILLAGE, TOWN,",
                "'id':'v','kind':'town' | {'type':'Point','coordinates':[131,43]} | lacks the property name",
                "'id':'v','name':'V','kind':'town','code':7 | {'type':'Point','coordinates':[131,43]} | has code 7: expected a text",
                "'id':'v','name':'V','kind':'town','barrier':'yes' | {'type':'Point','coordinates':[131,43]} | has barrier",
                "'id':'v','name':'V','kind':'town' | {'type':'Point','coordinates':[43,131]} | with latitude 131.0: expected -90 to 90",
                "'id':'v','name':'V','kind':'town' | {'type':'Circle','coordinates':[43,131]} | has a geometry of type Circle: expected Point, LineString,",
                "'id':'v','name':'V','kind':'road' | {'type':'LineString','coordinates':[[131,43]]} | has a line of 1 positions: expected at least 2",
                "'id':'v','name':'V','kind':'road' | {'type':'LineString','coordinates':[[179,43],[-179,43]]} | across the 180th meridian: cut the line",
                "'id':'v','name':'V','kind':'road' | {'type':'MultiLineString','coordinates':[]} | has a MultiLineString without lines",
                "'id':'v','name':'V','kind':'road' | {'type':'Polygon','coordinates':[[[131,43],[132,43],[131,43]]]} | has a ring of 3 positions",
            })
    void shouldNameTheFeatureOfAFault(String properties, String geometry, String sentence) throws Exception {
        assertThat(places.run("load", file(VILLAGE.replace("'v'", "'w'"), feature(properties, geometry))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(places.err()).contains("Nothing was loaded").contains(sentence.replace("Feature 1", "Feature 2"));
        assertThat(loaded()).isEmpty();
    }
}

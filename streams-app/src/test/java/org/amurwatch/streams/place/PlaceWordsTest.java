package org.amurwatch.streams.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceWordsTest {

    private static final Place BARABASH = Place.newBuilder()
            .setId("barabash")
            .setKind(PlaceKind.VILLAGE)
            .setName("Barabash")
            .setNames(Map.of("ru", "Барабаш", "zh", "巴拉巴什"))
            .setLine(List.of(PlaceIndexTest.at(43.2, 131.5)))
            .build();

    private final PlaceWords words = new PlaceWords();

    private String words(double metres, double bearing, String language) {
        return words.of(new Places.Nearby(BARABASH, metres, bearing), language);
    }

    @Test
    void shouldSpeakTheLanguageOfTheTeam() {
        assertThat(words(3_100, 315, "en")).isEqualTo("3 km NW of Barabash");
        assertThat(words(3_100, 315, "ru")).isEqualTo("Барабаш, 3 км на северо-запад");
        assertThat(words(3_100, 315, "zh")).isEqualTo("巴拉巴什西北3公里");
        assertThat(words(3_100, 315, "ko")).isEqualTo("3 km NW of Barabash");
    }

    @ParameterizedTest
    @CsvSource({
        "0, near Barabash",
        "499, near Barabash",
        "500, 1 km N of Barabash",
        "1499, 1 km N of Barabash",
        "1500, 2 km N of Barabash",
        "19400, 19 km N of Barabash",
        "19600, 20 km N of Barabash",
        "22000, 20 km N of Barabash",
        "23000, 25 km N of Barabash"
    })
    void shouldNeverBeFinerThanAKilometre(double metres, String sentence) {
        assertThat(words(metres, 0, "en")).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "0,N", "22,N", "23,NE", "90,E", "135,SE", "180,S", "225,SW", "270,W", "315,NW", "337,NW", "338,N", "359.9,N"
    })
    void shouldNameEightDirections(double bearing, String direction) {
        assertThat(words(3_000, bearing, "en")).isEqualTo("3 km " + direction + " of Barabash");
    }

    @Test
    void shouldPutTheOperatorsCodeAtTheNameOfThePoint() {
        Place coded = Place.newBuilder(BARABASH).setCode(" G-\n14 ").build();
        Places.Nearby nearby = new Places.Nearby(coded, 3_100, 315);

        assertThat(words.of(nearby, "en")).isEqualTo("3 km NW of Barabash (G- 14)");
        assertThat(words.of(nearby, "ru")).isEqualTo("Барабаш (G- 14), 3 км на северо-запад");
        assertThat(words.of(nearby, "zh")).isEqualTo("巴拉巴什（G- 14）西北3公里");
        assertThat(words.of(new Places.Nearby(coded, 100, 315), "en")).isEqualTo("near Barabash (G- 14)");
        assertThat(words.of(
                        new Places.Nearby(Place.newBuilder(coded).setCode(" ").build(), 3_100, 315), "en"))
                .isEqualTo("3 km NW of Barabash");
    }

    @Test
    void shouldLeaveACodeOutRatherThanCutIt() {
        String code = "G".repeat(PlaceWords.LONGEST_CODED - "3 km NW of Barabash ()".length());
        Place longest = Place.newBuilder(BARABASH).setCode(code).build();
        Place longer = Place.newBuilder(BARABASH).setCode(code + "G").build();

        assertThat(words.of(new Places.Nearby(longest, 3_100, 315), "en")).endsWith("Barabash (" + code + ")");
        assertThat(words.of(new Places.Nearby(longer, 3_100, 315), "en")).isEqualTo("3 km NW of Barabash");
    }

    @Test
    void shouldTakeTheNearestKnownPointAndSayNothingFarFromAll() {
        Places places = PlaceIndex.of(List.of(BARABASH));

        assertThat(words.of(places, 43.2, 131.537, "en")).contains("3 km E of Barabash");
        assertThat(words.of(places, 43.2, 132.5, "en")).isEmpty();
    }

    @Test
    void shouldFallBackToTheNameThatThePlaceHas() {
        Place blank = Place.newBuilder(BARABASH)
                .setName("Bara\nbash ")
                .setNames(Map.of("ru", " "))
                .build();

        assertThat(PlaceWords.name(BARABASH, "zh")).isEqualTo("巴拉巴什");
        assertThat(PlaceWords.name(BARABASH, "en")).isEqualTo("Barabash");
        assertThat(PlaceWords.name(blank, "ru")).isEqualTo("Bara bash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldHaveEveryWordInEveryLanguage(String language) throws Exception {
        Properties read = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(PlaceWords.class.getResourceAsStream("words-" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            read.load(reader);
        }
        Set<String> expected = new TreeSet<>(Set.of("near", "away", "coded"));
        PlaceWords.DIRECTIONS.forEach(direction -> expected.add("direction." + direction));

        assertThat(read.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(read.getProperty("coded")).contains("{name}", "{code}");
        assertThat(read.getProperty("near")).contains("{name}");
        assertThat(read.getProperty("away")).contains("{name}", "{kilometres}", "{direction}");
        assertThat(PlaceWords.DIRECTIONS.stream().map(direction -> read.getProperty("direction." + direction)))
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(word).isNotBlank());
    }
}

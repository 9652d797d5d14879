package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.junit.jupiter.api.Test;

/** Each condition, as a file writes it, holds up to its bound and not beyond. The place is 43 N 131 E, ten hours ahead of UTC. */
class ConditionTest {

    private static final Places PLACES = PlaceIndex.of(List.of(Place.newBuilder()
            .setId("barabash")
            .setKind(PlaceKind.VILLAGE)
            .setName("Barabash")
            .setLine(List.of(new Vertex(43.0, 131.0)))
            .build()));

    private double usualPeople = Double.NaN;
    private String country = "RU";

    private final Surroundings surroundings = new Surroundings() {
        @Override
        public Places places() {
            return PLACES;
        }

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            return usualPeople;
        }

        @Override
        public String country(RuleEvent event) {
            return country;
        }
    };

    private static FieldSign person() {
        return FieldSign.of("e", AlertKind.HUMAN_PRESENCE);
    }

    @Test
    void shouldAskForDistancesToPlaces() {
        assertThat(takes("near: {village: 1 km}", person().there(999, 0))).isTrue();
        assertThat(takes("near: {village: 1 km}", person().there(1_001, 0))).isFalse();
        assertThat(takes("far: {village: 1 km}", person().there(0, 999))).isFalse();
        assertThat(takes("far: {village: 1 km}", person().there(0, 1_001))).isTrue();
        assertThat(takes("near: {road: 500 km}", person()))
                .as("the map has no road")
                .isFalse();
        assertThat(takes("far: {road: 500 km}", person())).isTrue();
    }

    @Test
    void shouldAskForTerritoryAndCountry() {
        assertThat(takes("territories: [hill, valley]", person())).isTrue();
        assertThat(takes("territories: [hill]", person())).isFalse();
        assertThat(takes("countries: [RU]", person())).isTrue();
        assertThat(takes("countries: [CN]", person())).isFalse();
        country = "";
        assertThat(takes("countries: [RU]", person())).as("unknown").isFalse();
    }

    /**
     * 43 N 131 E, 2026-11-20: declination -19.7 degrees, equation of time 14.3 min, so noon at 03:02 UTC; the sun is 6 degrees
     * down at the hour angle acos((sin(-6) - sin(43) sin(-19.7)) / (cos(43) cos(-19.7))) = 79.5 degrees, 5 h 18 min later: 08:20.
     */
    @Test
    void shouldAskForTheDark() {
        Instant twilight = Instant.parse("2026-11-20T08:17:00Z");
        Instant night = Instant.parse("2026-11-20T08:23:00Z");
        assertThat(takes("dark: true", person().at(twilight))).isFalse();
        assertThat(takes("dark: true", person().at(night))).isTrue();
        assertThat(takes("dark: false", person().at(twilight))).isTrue();
        assertThat(takes("dark: false", person().at(night))).isFalse();
        assertThat(takes("sunBelow: 0", person().at(twilight))).isTrue();
        assertThat(takes("sunAbove: 0", person().at(twilight))).isFalse();
        assertThat(takes("sunAbove: 0", person().at(Instant.parse("2026-11-20T03:00:00Z"))))
                .isTrue();
    }

    @Test
    void shouldAskForLocalDaysAndHours() {
        Instant newYear = Instant.parse("2026-12-31T14:30:00Z"); // 2027-01-01 00:30, a Friday
        assertThat(takes("season: [\"11-01/03-31\"]", person().at(newYear))).isTrue();
        assertThat(takes("season: [\"01-01/01-01\"]", person().at(newYear))).isTrue();
        assertThat(takes("season: [\"04-01/12-31\"]", person().at(newYear))).isFalse();
        assertThat(takes("season: [\"04-01/10-31\", \"12-30/01-02\"]", person().at(newYear)))
                .isTrue();
        assertThat(takes("days: [fri]", person().at(newYear))).isTrue();
        assertThat(takes("days: [thu, sat]", person().at(newYear))).isFalse();
        assertThat(takes("hours: [\"21:00-00:30\"]", person().at(newYear)))
                .as("its end is out")
                .isFalse();
        assertThat(takes("hours: [\"00:30-04:00\"]", person().at(newYear)))
                .as("its begin is in")
                .isTrue();
        assertThat(takes("hours: [\"21:00-00:31\"]", person().at(newYear))).isTrue();
    }

    @Test
    void shouldAskForTheUsualTrafficAndSayWhatHoldsWhereItIsUnknown() {
        assertThat(takes("usualPeople: {below: 3, unknown: match}", person())).isTrue();
        assertThat(takes("usualPeople: {below: 3, unknown: no-match}", person()))
                .isFalse();
        usualPeople = 3;
        assertThat(takes("usualPeople: {below: 3, unknown: match}", person())).isFalse();
        assertThat(takes("usualPeople: {from: 3, unknown: no-match}", person())).isTrue();
        usualPeople = 2.99;
        assertThat(takes("usualPeople: {below: 3, unknown: no-match}", person()))
                .isTrue();
        assertThat(takes("usualPeople: {from: 3, unknown: match}", person())).isFalse();
    }

    @Test
    void shouldAskHowSureWhoAndHowMany() {
        assertThat(takes("probability: 0.8", person().byMachine(0.8))).isTrue();
        assertThat(takes("probability: 0.8", person().byMachine(0.79))).isFalse();
        assertThat(takes("told: machine", person().byMachine(0.8))).isTrue();
        assertThat(takes("told: machine", person())).isFalse();
        assertThat(takes("told: people", person())).isTrue();
        assertThat(takes("methods: [camera-trap]", person().byMachine(1))).isTrue();
        assertThat(takes("methods: [camera-trap]", person())).isFalse();
        assertThat(takes("count: 2", person().many(2))).isTrue();
        assertThat(takes("count: 2", person())).isFalse();
        assertThat(takes("suspected: true", person().suspected())).isTrue();
        assertThat(takes("suspected: true", person())).isFalse();
        assertThat(takes("suspected: false", person().suspected())).isFalse();
    }

    @Test
    void shouldTakeExplainedEventsOnlyWhenAsked() {
        assertThat(takes("count: 1", person().because(Explanation.STAFF))).isFalse();
        assertThat(takes("explained: also", person().because(Explanation.STAFF)))
                .isTrue();
        assertThat(takes("explained: also", person())).isTrue();
        assertThat(takes("explained: only", person().because(Explanation.STAFF)))
                .isTrue();
        assertThat(takes("explained: only", person())).isFalse();
    }

    @Test
    void shouldTakeASpeciesWithItsSubspeciesAndKnownAnimals() {
        Selector leopards = selector("", "{species: [leopard]}");
        assertThat(List.of("Panthera pardus", "Panthera pardus orientalis")).allSatisfy(name -> assertThat(
                        leopards.takes(FieldSign.animal("a", name).event(), surroundings))
                .isTrue());
        assertThat(List.of("Panthera pardusoides", "Panthera", "")).allSatisfy(name -> assertThat(
                        leopards.takes(FieldSign.animal("a", name).event(), surroundings))
                .isFalse());
        assertThat(leopards.takes(person().event(), surroundings)).isFalse();
        Selector known = selector("", "{species: [leopard], individual: known}");
        FieldSign animal = FieldSign.animal("a", "Panthera pardus");
        assertThat(known.takes(animal.event(), surroundings)).isFalse();
        assertThat(known.takes(animal.known("Leo 12M").event(), surroundings)).isTrue();
    }

    /** base 1 + 2 (a person) + 0.5 ln(1 + 7) (people in a week) - 3 (a village within 2 km) = 1.0397. */
    @Test
    void shouldAddUpASuspicion() {
        usualPeople = 7;
        String table = """
                suspicion:
                  base: 1
                  weights:
                    - {of: [kind.HUMAN_PRESENCE], weight: 2, reason: r}
                    - {of: [kind.VEHICLE, dark], weight: 100, reason: r}
                    - {of: [log usualPeople], weight: 0.5, reason: r}
                    - {of: ["village < 2"], weight: -3, reason: r}
                """;
        RuleEvent near = person().there(1_900, 0).event();
        RuleEvent far = person().there(2_100, 0).event();
        assertThat(suspicion(table, 1.039).takes(near, surroundings)).isTrue();
        assertThat(suspicion(table, 1.040).takes(near, surroundings)).isFalse();
        assertThat(suspicion(table, 4.039).takes(far, surroundings)).isTrue();
        assertThat(suspicion(table, 4.040).takes(far, surroundings)).isFalse();
        String eager = "settings: {sensitivity: 0.5}\n" + table;
        assertThat(suspicion(eager, 1.539).takes(near, surroundings)).isTrue();
        assertThat(suspicion(eager, 1.540).takes(near, surroundings)).isFalse();
    }

    /** Whatever is unknown of an event, and wherever it is, its suspicion is a number. */
    @Test
    void shouldHaveAFigureForEveryCovariateOfEveryEvent() {
        for (FieldSign sign : List.of(person(), FieldSign.animal("a", ""), person().after(Duration.ofDays(200)))) {
            Covariates.byName().forEach((name, figure) -> {
                assertThat(figure.applyAsDouble(sign.event(), surroundings))
                        .as(name)
                        .isFinite();
                assertThat(Covariates.factor("log " + name)
                                .orElseThrow()
                                .value()
                                .applyAsDouble(sign.event(), surroundings))
                        .as("log " + name)
                        .isFinite();
            });
        }
    }

    private boolean takes(String condition, FieldSign sign) {
        return selector("", "{kinds: [HUMAN_PRESENCE], " + condition + "}").takes(sign.event(), surroundings);
    }

    private static Selector suspicion(String table, double atLeast) {
        return selector(table, "{kinds: [HUMAN_PRESENCE], suspicion: " + atLeast + "}");
    }

    private static Selector selector(String more, String select) {
        String yaml = "name: test\nspecies: {leopard: [Panthera pardus]}\n" + more + """
                rules:
                  - name: rule
                    reason: Of the test.
                    kind: threshold
                    severity: info
                    level: none
                    text: {en: a, ru: a, zh: a}
                    select:\s""" + select + "\n";
        RulesFile.Reading reading = RulesFile.read("test", yaml, 1);
        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.rules()).isNotNull();
        return reading.rules().rules().get(0).pattern().selectors().get(0);
    }
}

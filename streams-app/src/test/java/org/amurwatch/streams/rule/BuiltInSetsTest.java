package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sets that come with the program must do however their weights are fitted. The place is by a road, ten hours ahead of UTC. */
class BuiltInSetsTest {

    private static final Duration MIDNIGHT = Duration.ofHours(14);

    private static final Places PLACES = PlaceIndex.of(List.of(Place.newBuilder()
            .setId("road")
            .setKind(PlaceKind.ROAD)
            .setName("road")
            .setLine(List.of(new Vertex(42.9, 131.002), new Vertex(43.1, 131.002)))
            .build()));

    private static boolean takes(String set, String rule, FieldSign sign, double usualPeople) {
        Selector selector = RulesFile.builtIn(set)
                .rule(rule)
                .orElseThrow()
                .pattern()
                .selectors()
                .get(0);
        return selector.takes(sign.event(), new Surroundings() {
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
                return "";
            }
        });
    }

    private static FieldSign person() {
        return FieldSign.of("e", AlertKind.HUMAN_PRESENCE)
                .station("cameras/new")
                .byMachine(0.95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void shouldLeaveVillagersInPeaceWhereAStationIsNew(String set) {
        FieldSign vehicle =
                FieldSign.of("e", AlertKind.VEHICLE).station("cameras/new").byMachine(0.95);

        assertThat(takes(set, "odd-people", person(), Double.NaN)).isFalse();
        assertThat(takes(set, "odd-people", person().many(2), 20)).isFalse();
        assertThat(takes(set, "odd-people", vehicle, Double.NaN)).isFalse();
        assertThat(takes(set, "odd-people", vehicle.after(MIDNIGHT), Double.NaN))
                .as("who drives there at midnight looks for eyes in the lamp")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void shouldListWhatIsFoundAndPageForWhatInhabitantsTell(String set) {
        FieldSign snares = FieldSign.of("e", AlertKind.SNARE).many(17);

        assertThat(takes(set, "snare", snares, Double.NaN))
                .as("a long line of old ones")
                .isFalse();
        assertThat(takes(set, "found", snares, Double.NaN)).isTrue();
        assertThat(takes(set, "told-of-snares", snares, Double.NaN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void shouldAskForALightAndForWhatIsSuspected(String set) {
        assertThat(takes(set, "odd-people", FieldSign.of("e", AlertKind.LIGHT), Double.NaN))
                .isTrue();
        assertThat(takes(set, "odd-people", person().suspected(), 100)).isTrue();
    }
}

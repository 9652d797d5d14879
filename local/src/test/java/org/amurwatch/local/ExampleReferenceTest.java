package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.local.ExampleFiles.Place;
import org.amurwatch.local.ExampleFiles.Team;
import org.amurwatch.local.ExampleFiles.Territory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;

class ExampleReferenceTest {

    private static final Map<String, Territory> TERRITORIES = ExampleFiles.territories();
    private static final Map<String, Place> PLACES = ExampleFiles.places();
    private static final double KILOMETRE_IN_DEGREES = 1 / 111.0;

    @Test
    void shouldDrawEightTerritoriesInTwoSectors() {
        assertThat(TERRITORIES).hasSize(8);
        assertThat(TERRITORIES.values()).allSatisfy(territory -> {
            assertThat(territory.area().isValid()).isTrue();
            assertThat(Orientation.isCCW(territory.area().getCoordinates()))
                    .as("outer ring counter-clockwise (RFC 7946)")
                    .isTrue();
            assertThat(territory.timeZone())
                    .isEqualTo(territory.sector().equals("hunchun") ? "Asia/Shanghai" : "Asia/Vladivostok");
            assertThat(territory.names().fieldNames()).toIterable().containsExactly("en", "ru", "zh");
        });
        assertThat(TERRITORIES.values().stream()
                        .filter(territory -> territory.sector().equals("hunchun")))
                .hasSize(3);
        assertThat(TERRITORIES.values().stream()
                        .filter(territory -> territory.sector().equals("land-of-the-leopard")))
                .hasSize(5);
    }

    @Test
    void shouldKeepTerritoriesApart() {
        List<Territory> all = new ArrayList<>(TERRITORIES.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                assertThat(all.get(i).area().intersects(all.get(j).area()))
                        .as(all.get(i).id() + " and " + all.get(j).id())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldHoldThePlaceOfTheFirstExampleWellInside() {
        Geometry place = ExampleFiles.point(43.1, 131.4);
        assertThat(TERRITORIES.values().stream()
                        .filter(territory -> territory.area().contains(place))
                        .map(Territory::id))
                .containsExactly("kedrovaya-pad");
        assertThat(TERRITORIES.get("kedrovaya-pad").area().getBoundary().distance(place))
                .isGreaterThan(3 * KILOMETRE_IN_DEGREES);
    }

    @Test
    void shouldRespectBorderAndSea() throws IOException {
        Path data = sharedData().resolve("geo-natural-earth/land-10m-clipped.geojson");
        JsonNode features = new ObjectMapper().readTree(data.toFile()).get("features");
        for (Territory territory : TERRITORIES.values()) {
            String country = territory.sector().equals("hunchun") ? "China" : "Russia";
            for (JsonNode feature : features) {
                if (feature.path("properties").path("name").asText().equals(country)) {
                    Geometry land = ExampleFiles.geometry(feature.get("geometry"));
                    assertThat(land.contains(territory.area()))
                            .as(territory.id() + " lies in " + country + " and on land; outside: "
                                    + territory.area().difference(land))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldGiveEachTerritoryATeamWithThePatrolPhoneAndABaseInIt() {
        List<Team> teams = ExampleFiles.teams().stream()
                .filter(team -> !team.dutyOfficer())
                .toList();
        assertThat(teams.stream().flatMap(team -> team.territories().stream()))
                .containsExactlyInAnyOrderElementsOf(TERRITORIES.keySet());
        assertThat(teams).allSatisfy(team -> {
            assertThat(team.endpoints()).containsExactly("patrol-phone");
            assertThat(team.kinds())
                    .contains(AlertKind.SOS, AlertKind.GUNSHOT, AlertKind.SNARE)
                    .doesNotContainAnyElementsOf(
                            Set.of(AlertKind.HUMAN_PRESENCE, AlertKind.VEHICLE, AlertKind.DOG, AlertKind.OTHER));
            Territory territory = TERRITORIES.get(team.territories().get(0));
            assertThat(territory.area().contains(team.base())).as(team.id()).isTrue();
        });
    }

    @Test
    void shouldHaveADutyOfficerForBothSectorsWhoIsToldOfAllKinds() {
        List<Team> officers =
                ExampleFiles.teams().stream().filter(Team::dutyOfficer).toList();
        assertThat(officers).singleElement().satisfies(officer -> {
            assertThat(officer.id()).isEqualTo("duty-officer");
            assertThat(officer.sectors()).containsExactlyInAnyOrder("land-of-the-leopard", "hunchun");
            assertThat(officer.kinds()).isEmpty();
            assertThat(officer.endpoints()).containsExactly("patrol-phone");
        });
    }

    @Test
    void shouldDrawPlacesOfEveryKindWithNamesInAllLanguages() {
        assertThat(PLACES.values().stream().map(Place::kind))
                .contains("VILLAGE", "TOWN", "ROAD", "TRAIL", "RIVER", "BORDER", "STRICT_RESERVE", "BASE", "LANDMARK");
        assertThat(PLACES.values()).allSatisfy(place -> {
            assertThat(place.form().isValid()).isTrue();
            assertThat(place.names().fieldNames()).toIterable().containsExactly("en", "ru", "zh");
        });
        assertThat(PLACES.values().stream().filter(Place::barrier).map(Place::id))
                .containsExactlyInAnyOrder("river-tumen", "border");
    }

    @Test
    void shouldPartTheCountriesByTheBorderAndNoTerritoryByABarrier() {
        for (Territory territory : TERRITORIES.values()) {
            assertThat(territory.country()).isEqualTo(territory.sector().equals("hunchun") ? "CN" : "RU");
            PLACES.values().stream().filter(Place::barrier).forEach(place -> assertThat(
                            place.form().intersects(territory.area()))
                    .as(place.id() + " through " + territory.id())
                    .isFalse());
        }
        Geometry border = PLACES.get("border").form();
        for (Territory a : TERRITORIES.values()) {
            for (Territory b : TERRITORIES.values()) {
                if (!a.country().equals(b.country())) {
                    Geometry way = ExampleFiles.way(
                            a.area().getInteriorPoint(), b.area().getInteriorPoint());
                    assertThat(border.intersects(way))
                            .as("the border between " + a.id() + " and " + b.id())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldPutVillagesOnTheirSideOfTheBorder() {
        Geometry border = PLACES.get("border").form();
        Map<String, String> villages = Map.of(
                "village-barabash", "barabash",
                "village-narva", "narva",
                "village-chunhua", "chunhua",
                "village-madida", "madida",
                "village-jingxin", "jingxin");
        villages.forEach((village, territory) -> assertThat(TERRITORIES
                        .get(territory)
                        .area()
                        .contains(PLACES.get(village).form()))
                .as(village)
                .isTrue());
        assertThat(border.intersects(ExampleFiles.way(
                        PLACES.get("town-hunchun").form(),
                        PLACES.get("village-madida").form())))
                .isFalse();
        assertThat(border.intersects(ExampleFiles.way(
                        PLACES.get("town-slavyanka").form(),
                        PLACES.get("village-narva").form())))
                .isFalse();
    }

    @Test
    void shouldKeepTheStrictReserveInKedrovayaPad() {
        assertThat(TERRITORIES
                        .get("kedrovaya-pad")
                        .area()
                        .contains(PLACES.get("reserve-kedrovaya-core").form()))
                .isTrue();
        assertThat(PLACES.get("reserve-kedrovaya-core").form().contains(ExampleFiles.point(43.1, 131.4)))
                .isTrue();
    }

    @Test
    void shouldHavePoliciesForBothLevelsThatReachTheDutyOfficer() {
        JsonNode policies = ExampleFiles.policies();
        assertThat(policies.findValuesAsText("level")).contains("review", "dispatch");
        for (JsonNode policy : policies) {
            assertThat(policy.get("steps").findValuesAsText("to"))
                    .as(policy.get("id").asText())
                    .contains("duty-officers");
        }
    }

    private static Path sharedData() {
        String stated = System.getenv("AMURWATCH_SHARED_DATA");
        if (stated != null) {
            return Path.of(stated);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Assumptions.abort(
                "The border is checked against shared/data/geo-natural-earth, which is not beside this checkout.");
    }
}

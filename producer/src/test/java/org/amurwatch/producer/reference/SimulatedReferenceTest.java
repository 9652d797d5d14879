package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.Simulation;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.operator.OperatorFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load commands take what {@code simulate --map} writes. */
class SimulatedReferenceTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    @TempDir
    Path folder;

    private FieldMap map;

    @BeforeEach
    void write() {
        SimulationSettings russia = SimulationSettings.read("russia");
        map = new Simulation(russia, 5, FROM, 365).map();
        new OperatorFiles(folder, map, RunName.of("russia", russia, 5, FROM, 365)).write();
    }

    @Test
    void shouldGiveTeamsWithTheirBases() {
        List<PatrolTeam> teams = TeamsFile.read(folder.resolve("teams.yaml"));
        assertThat(teams).hasSize(6);
        assertThat(teams).allSatisfy(team -> {
            assertThat(team.getId()).startsWith("sim-russia-team-");
            assertThat(team.getSectorIds()).containsExactly("sim-russia");
            assertThat(map.villages())
                    .anyMatch(village -> village.latitude() == team.getBase().getLatitude()
                            && village.longitude() == team.getBase().getLongitude());
        });
    }

    @Test
    void shouldGiveAPermitForEachVisitOfTheCrew() {
        List<Permit> permits = new Permits(Clock.systemUTC()).read(folder.resolve("permits.yaml"));
        assertThat(permits).hasSize(map.visits().size()).hasSizeGreaterThan(300);
        assertThat(permits).extracting(Permit::getId).doesNotHaveDuplicates();
        assertThat(permits).allSatisfy(permit -> {
            assertThat(permit.getExplanation()).isEqualTo(Explanation.STAFF);
            assertThat(Duration.between(permit.getStartAt(), permit.getEndAt())).isEqualTo(Duration.ofHours(2));
            assertThat(permit.getRadiusMetres()).isEqualTo(300);
        });
    }

    @Test
    void shouldGiveThePlacesButNoCameraAndNoSensor() {
        List<Place> places = new MapPlaces().read(folder.resolve("places.geojson"));
        assertThat(places)
                .filteredOn(place -> place.getKind() == PlaceKind.VILLAGE)
                .hasSameSizeAs(map.villages());
        assertThat(places)
                .extracting(Place::getKind)
                .contains(PlaceKind.ROAD, PlaceKind.TRAIL, PlaceKind.RIVER, PlaceKind.BORDER);
        assertThat(places).allSatisfy(place -> assertThat(place.getNames()).containsOnlyKeys("en", "ru", "zh"));
        assertThat(places)
                .filteredOn(Place::getBarrier)
                .extracting(Place::getKind)
                .containsExactly(PlaceKind.BORDER);
        assertThat(places)
                .extracting(Place::getId)
                .noneMatch(id -> id.contains("acoustic") || id.contains("camera") || id.contains("station"));
    }
}

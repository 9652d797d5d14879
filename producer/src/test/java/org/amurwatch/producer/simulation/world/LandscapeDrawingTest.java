package org.amurwatch.producer.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.amurwatch.producer.simulation.SimulationSettings;
import org.junit.jupiter.api.Test;

class LandscapeDrawingTest {

    @Test
    void shouldLayTheRussianStationsOutAsTheFieldDoes() {
        Landscape drawn = new LandscapeDrawing(SimulationSettings.read("russia"), 5).draw();

        assertThat(drawn.stations()).hasSize(200);
        assertThat(drawn.stations().stream().filter(Station::live)).hasSize(20);
        for (Station station : drawn.stations()) {
            double nearest = drawn.stations().stream()
                    .filter(other -> other.number() != station.number())
                    .mapToDouble(
                            other -> StrictMath.hypot(station.east() - other.east(), station.north() - other.north()))
                    .min()
                    .orElseThrow();
            assertThat(nearest).as(station.id()).isBetween(3600.0, 4010.0);
            assertThat(drawn.terrain().way(station.cell()))
                    .as("stands on a way")
                    .isNotEqualTo(Terrain.FOREST);
            assertThat(drawn.stationIn(station.cell())).isEqualTo(station.number());
        }
    }

    @Test
    void shouldCoverFiveThousandSquareKilometresWithThreeThousandLiveCamerasInChina() {
        Landscape drawn = new LandscapeDrawing(SimulationSettings.read("china"), 5).draw();

        assertThat(drawn.stations()).hasSize(1500).allMatch(Station::live);
        assertThat(drawn.terrain().cells() * 0.25).isBetween(4900.0, 5100.0);
        assertThat(drawn.sensors()).hasSize(49);
    }

    @Test
    void shouldLieInsideTheRange() {
        for (String name : new String[] {"russia", "china"}) {
            Landscape drawn = new LandscapeDrawing(SimulationSettings.read(name), 6).draw();
            for (Station station : drawn.stations()) {
                assertThat(drawn.plane().latitude(station.north())).isBetween(42.3, 44.5);
                assertThat(drawn.plane().longitude(station.east())).isBetween(129.5, 132.5);
            }
        }
    }
}

package org.amurwatch.producer.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.Simulation;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.producer.simulation.operator.OperatorFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code territories load} takes what {@code simulate --map} writes. */
class SimulatedTerritoriesTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    @TempDir
    Path folder;

    private List<Territory> territories(String settings, int days, List<SimulatedEvent> events) {
        SimulationSettings read = SimulationSettings.read(settings);
        Simulation simulation = new Simulation(read, 5, FROM, days);
        new OperatorFiles(folder, simulation.map(), RunName.of(settings, read, 5, FROM, days)).write();
        simulation.run(new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                events.add(event);
            }

            @Override
            public void incursion(Incursion incursion) {}
        });
        return TerritoryFile.read(folder.resolve("territories.geojson"));
    }

    @ParameterizedTest
    @CsvSource({"russia, Asia/Vladivostok, 8, 90", "china, Asia/Shanghai, 15, 10"})
    void shouldCutTheWorldSoThatEachEventLiesInATerritory(String settings, String zone, int count, int days) {
        List<SimulatedEvent> events = new ArrayList<>();
        List<Territory> territories = territories(settings, days, events);

        assertThat(territories).hasSize(count);
        assertThat(territories).extracting(Territory::getSectorId).containsOnly("sim-" + settings);
        assertThat(territories).extracting(Territory::getTimeZone).containsOnly(zone);
        assertThat(events).hasSizeGreaterThan(5000);
        for (SimulatedEvent event : events) {
            assertThat(territories).as("of %s", event).anyMatch(territory -> holds(territory, event));
        }
    }

    /** They are rectangles. */
    private static boolean holds(Territory territory, SimulatedEvent event) {
        List<Vertex> ring = territory.getPolygons().get(0).getRings().get(0);
        double south = ring.stream().mapToDouble(Vertex::getLatitude).min().orElseThrow();
        double north = ring.stream().mapToDouble(Vertex::getLatitude).max().orElseThrow();
        double west = ring.stream().mapToDouble(Vertex::getLongitude).min().orElseThrow();
        double east = ring.stream().mapToDouble(Vertex::getLongitude).max().orElseThrow();
        return event.latitude() >= south
                && event.latitude() <= north
                && event.longitude() >= west
                && event.longitude() <= east;
    }

    @Test
    void shouldLetNoTerritoryOverlapAnother() {
        List<Territory> territories = territories("russia", 1, new ArrayList<>());
        assertThat(TerritoryOverlap.among(
                        territories, territories.stream().map(Territory::getId).collect(Collectors.toSet())))
                .isEmpty();
    }
}

package org.amurwatch.producer.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulation whose events, causes and incursions are kept, for tests to count. */
final class RecordedRun implements SimulationSink {

    static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    final List<SimulatedEvent> events = new ArrayList<>();
    final Map<String, Cause> causes = new HashMap<>();
    final List<Incursion> incursions = new ArrayList<>();
    final FieldMap map;
    final SimulationSummary summary;

    RecordedRun(SimulationSettings settings, long seed, int days) {
        Simulation simulation = new Simulation(settings, seed, FROM, days);
        this.map = simulation.map();
        this.summary = simulation.run(this);
    }

    @Override
    public void event(SimulatedEvent event, Cause cause) {
        events.add(event);
        causes.put(event.id(), cause);
    }

    @Override
    public void incursion(Incursion incursion) {
        incursions.add(incursion);
    }

    Origin origin(SimulatedEvent event) {
        return causes.get(event.id()).origin();
    }
}

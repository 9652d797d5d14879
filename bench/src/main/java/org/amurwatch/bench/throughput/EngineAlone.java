package org.amurwatch.bench.throughput;

import java.util.Map;
import org.amurwatch.bench.quality.policy.FieldCircumstances;
import org.amurwatch.bench.quality.policy.SectorEventMaker;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.streams.incident.Effects;
import org.amurwatch.streams.incident.IncidentReplay;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RulesFile;

/** The decisions without Kafka: no bytes, no stores, no records. */
final class EngineAlone implements Decider {

    private final FieldCircumstances circumstances;
    private final IncidentReplay replay;
    private long published;

    EngineAlone(FieldMap map, String rules) {
        RulesFile.Reading reading = RulesFile.read("throughput", rules, 1);
        if (reading.rules() == null) {
            throw new IllegalStateException("The rules to be measured are wrong: " + reading.mistakes());
        }
        this.circumstances = new FieldCircumstances(map, RuleBook.of(reading.rules(), Map.of()));
        this.replay = new IncidentReplay(circumstances, this::count);
    }

    private void count(Effects effects) {
        published += effects.incidents().size()
                + effects.evidence().size()
                + effects.reviewItems().size()
                + effects.alerts().size();
    }

    @Override
    public void accept(Received received) {
        circumstances.advanceTo(received.receivedAt());
        replay.on(SectorEventMaker.SECTOR, received.event(), received.receivedAt());
    }

    @Override
    public long published() {
        return published;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}

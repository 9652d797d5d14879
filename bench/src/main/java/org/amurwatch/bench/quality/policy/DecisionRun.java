package org.amurwatch.bench.quality.policy;

import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.streams.incident.Effects;
import org.amurwatch.streams.incident.IncidentReplay;
import org.amurwatch.streams.rule.RuleBook;

/** One run of the decision engine over a simulated place: simulated events go in, and what it tells people comes out as pages. */
public final class DecisionRun {

    private final SectorEventMaker records;
    private final FieldCircumstances circumstances;
    private final IncidentReplay replay;
    private final ToldPages told = new ToldPages();
    private Consumer<Page> pages = page -> {};

    /** @param rules that decide */
    public DecisionRun(FieldMap map, RuleBook rules) {
        TrustedRecords.trust();
        this.records = new SectorEventMaker(map.timeZone().getId());
        this.circumstances = new FieldCircumstances(map, rules);
        this.replay = new IncidentReplay(circumstances, this::decided);
    }

    /** The next event, in the order in which they were received. */
    public void receive(SimulatedEvent event, Consumer<Page> to) {
        pages = to;
        circumstances.advanceTo(event.receivedAt());
        replay.on(SectorEventMaker.SECTOR, records.of(event), event.receivedAt());
    }

    /** The run is over: what falls due until then is told. */
    public void end(Instant at, Consumer<Page> to) {
        pages = to;
        circumstances.advanceTo(at);
        replay.advance(at);
    }

    private void decided(Effects effects) {
        effects.evidence().forEach(told::joined);
        effects.alerts().forEach(alert -> told.told(alert, replay.now()).ifPresent(pages));
        effects.entries().forEach((incidentId, entry) -> {
            if (entry == null) {
                told.forget(incidentId);
            }
        });
    }
}

package org.amurwatch.streams.app;

import java.time.Instant;
import java.util.function.Supplier;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.delivery.DeliverySettings;
import org.amurwatch.streams.delivery.DeliveryTopology;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.incident.IncidentTopology;
import org.amurwatch.streams.intake.IntakeTopology;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.patrol.PatrolTopology;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** Application "decisions", the alert path: reference data, intake, patrols, incidents, and the ledger of deliveries. */
public final class DecisionsTopology implements Supplier<Topology> {

    private final RegistrySerdes serdes;
    private final ReferenceIndexes indexes;
    private final DecisionClock clock;
    private final ReferenceProgress progress;
    private final OutageWait outages;
    private final DeadLetters deadLetters;
    private final Instant silentBefore;
    private final DeliverySettings delivery;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public DecisionsTopology(
            RegistrySerdes serdes,
            ReferenceIndexes indexes,
            DecisionClock clock,
            ReferenceProgress progress,
            OutageWait outages,
            DeadLetters deadLetters,
            Instant silentBefore) {
        this(
                serdes,
                indexes,
                clock,
                progress,
                outages,
                deadLetters,
                silentBefore,
                DeliverySettings.standard(),
                TopicNames.LIVE);
    }

    /**
     * @param clock the time by which incidents go on
     * @param silentBefore what is told before this was told by an earlier generation
     */
    public DecisionsTopology(
            RegistrySerdes serdes,
            ReferenceIndexes indexes,
            DecisionClock clock,
            ReferenceProgress progress,
            OutageWait outages,
            DeadLetters deadLetters,
            Instant silentBefore,
            DeliverySettings delivery,
            TopicNames topics) {
        this.serdes = serdes;
        this.indexes = indexes;
        this.clock = clock;
        this.progress = progress;
        this.outages = outages;
        this.deadLetters = deadLetters;
        this.silentBefore = silentBefore;
        this.delivery = delivery;
        this.topics = topics;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        new ReferenceTopology(serdes, indexes, progress, outages).addTo(builder, ReferenceTopology.DECISIONS);
        new IntakeTopology(serdes, indexes.territories(), deadLetters, topics).addTo(builder);
        new PatrolTopology(serdes, indexes.territories(), deadLetters, clock, topics).addTo(builder);
        new IncidentTopology(serdes, indexes, clock, silentBefore, topics).addTo(builder);
        new DeliveryTopology(serdes, delivery, indexes.recipients(), topics).addTo(builder);
        return builder.build();
    }
}

package org.amurwatch.streams.alerting;

import java.util.Set;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The first alert path: sector.events in, one record of patrol.alerts (key team id) for each team that {@link
 * AlertDecision} names.
 *
 * <p>Needs the global store {@value #TEAMS} of the reference data. The store {@value #RAISED} remembers which team was told
 * of which event, so that an edit of an event tells nobody again; an event that moves to a sector of another partition is
 * decided by another task, and there the ledger of the deliveries knows the alert by its id.
 */
public final class AlertingTopology {

    /** Global store: team id to PatrolTeam. */
    public static final String TEAMS = "reference-patrol-teams";

    /** Store: event and team to the record time (milliseconds) until which that is remembered. */
    public static final String RAISED = "alerting-raised";

    private final RegistrySerdes serdes;
    private final AlertingSettings settings;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public AlertingTopology(RegistrySerdes serdes, AlertingSettings settings) {
        this(serdes, settings, TopicNames.LIVE);
    }

    public AlertingTopology(RegistrySerdes serdes, AlertingSettings settings, TopicNames topics) {
        this.serdes = serdes;
        this.settings = settings;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        builder.stream(
                        topics.of(Topics.SECTOR_EVENTS),
                        Consumed.with(Serdes.String(), serdes.serde(Topics.SECTOR_EVENTS))
                                .withName("alerting-sector-events"))
                .process(new Decide(settings), Named.as("alerting-decide"))
                .to(
                        topics.of(Topics.PATROL_ALERTS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.PATROL_ALERTS))
                                .withName("alerting-patrol-alerts"));
    }

    private record Decide(AlertingSettings settings)
            implements ProcessorSupplier<String, SectorEvent, String, PatrolAlert> {

        @Override
        public Processor<String, SectorEvent, String, PatrolAlert> get() {
            return new AlertingProcessor(settings);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RAISED), Serdes.String(), Serdes.Long()));
        }
    }
}

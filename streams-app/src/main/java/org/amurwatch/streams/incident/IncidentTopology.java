package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From events to incidents to alerts, for each sector by itself:
 *
 * <pre>
 * sector.events    \                 / incidents          (by incident)
 * patrol.responses -> incident ---->-- incident.evidence  (by incident and event)
 *                     4 stores      |- review.items       (by sector)
 *                                    \ patrol.alerts      (by team)
 * </pre>
 *
 * What is decided stands in {@link SectorEngine}. Needs the global stores of the reference data. Stores are in memory: rules
 * look back for weeks, not years.
 */
public final class IncidentTopology {

    /** Store: sector and event key to an event that rules may still need. */
    public static final String HISTORY = "incident-history";

    /** Store: sector and incident id to the incident. */
    public static final String INCIDENTS = "incident-incidents";

    /** Store: sector, purpose and place to how many people pass there. */
    public static final String TRAFFIC = "incident-traffic";

    /** Store: sector, purpose, team and time (milliseconds, 16 hexadecimal digits) to where the team was. */
    public static final String POSITIONS = "incident-positions";

    /** All stores: what is known of the past and can't be made again from what is still to come. */
    public static final List<String> STORES = List.of(HISTORY, INCIDENTS, TRAFFIC, POSITIONS);

    static final String STEP = "incident-decide";
    static final String INCIDENTS_SINK = "incident-incidents-topic";
    static final String EVIDENCE_SINK = "incident-evidence";
    static final String REVIEW_SINK = "incident-review-items";

    /** The node whose delay is the time from an event to its alert. */
    public static final String ALERTS_SINK = "incident-patrol-alerts";

    private final RegistrySerdes serdes;
    private final ReferenceIndexes indexes;
    private final DecisionClock clock;
    private final Instant silentBefore;
    private final TopicNames topics;

    /** @param silentBefore what is told before that was told by an earlier generation, and is not told again */
    public IncidentTopology(
            RegistrySerdes serdes,
            ReferenceIndexes indexes,
            DecisionClock clock,
            Instant silentBefore,
            TopicNames topics) {
        this.serdes = serdes;
        this.indexes = indexes;
        this.clock = clock;
        this.silentBefore = silentBefore;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        KStream<String, SpecificRecord> events = source(builder, Topics.SECTOR_EVENTS, "incident-sector-events");
        KStream<String, SpecificRecord> responses = source(builder, Topics.RESPONSES, "incident-patrol-responses");
        KStream<String, SpecificRecord> decided = events.merge(responses, Named.as("incident-input"))
                .process(new Decide(indexes, clock, silentBefore), Named.as(STEP));
        sink(decided, Topics.INCIDENTS, INCIDENTS_SINK);
        sink(decided, Topics.INCIDENT_EVIDENCE, EVIDENCE_SINK);
        sink(decided, Topics.REVIEW_ITEMS, REVIEW_SINK);
        sink(decided, Topics.PATROL_ALERTS, ALERTS_SINK);
    }

    private <V extends SpecificRecord> KStream<String, SpecificRecord> source(
            StreamsBuilder builder, Topic<V> topic, String name) {
        return builder.stream(
                        topics.of(topic),
                        Consumed.with(Serdes.String(), serdes.serde(topic)).withName(name))
                .mapValues(value -> value, Named.as(name + "-as-input"));
    }

    private <V extends SpecificRecord> void sink(KStream<String, SpecificRecord> decided, Topic<V> topic, String name) {
        decided.to(
                topics.of(topic),
                Produced.with(Serdes.String(), ofAny(serdes.serde(topic))).withName(name));
    }

    /** The processor hands each sink its own records alone. */
    @SuppressWarnings("unchecked")
    private static Serde<SpecificRecord> ofAny(Serde<? extends SpecificRecord> serde) {
        return (Serde<SpecificRecord>) serde;
    }

    private record Decide(ReferenceIndexes indexes, DecisionClock clock, Instant silentBefore)
            implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {

        @Override
        public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new IncidentProcessor(indexes, clock, silentBefore);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    store(HISTORY, HistoryEntry.class),
                    store(INCIDENTS, IncidentEntry.class),
                    store(TRAFFIC, PlaceTraffic.class),
                    store(POSITIONS, PatrolPosition.class));
        }

        private static <V extends SpecificRecord> StoreBuilder<?> store(String name, Class<V> type) {
            return Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(name), Serdes.String(), StoreSerde.of(type));
        }
    }
}

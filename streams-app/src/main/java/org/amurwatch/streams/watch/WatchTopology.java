package org.amurwatch.streams.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.StoreView;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Silent stations, and more people in the dark than usual: territory.observations to signals in sector.events. A station
 * lies in one territory, so that its task sees all of it.
 */
public final class WatchTopology {

    static final String STATIONS_STORE = "watch-stations";
    static final String DUE_STORE = "watch-due";
    static final String PEOPLE_STORE = "watch-people";
    static final String SIGNALS_STORE = "watch-signals";

    private final RegistrySerdes serdes;
    private final Keep keep;
    private final TopicNames topics;

    /**
     * @param purpose what the system is set to
     * @param places the map as it is now
     * @param rules those in force at a record timestamp
     */
    public WatchTopology(
            RegistrySerdes serdes,
            Purpose purpose,
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, WatchRules>> rules,
            TopicNames topics) {
        this.serdes = serdes;
        this.keep = new Keep(purpose, clock, places, rules);
        this.topics = topics;
    }

    /** @param observations territory.observations */
    public void addTo(KStream<String, ObservationChange> observations) {
        observations
                .process(keep, Named.as("watch-keeping"))
                .to(
                        topics.of(Topics.SECTOR_EVENTS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.SECTOR_EVENTS))
                                .withName("watch-sector-events"));
    }

    /** Brings the processor its stores. */
    private record Keep(
            Purpose purpose,
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, WatchRules>> rules)
            implements ProcessorSupplier<String, ObservationChange, String, SectorEvent> {

        @Override
        public Processor<String, ObservationChange, String, SectorEvent> get() {
            return new WatchProcessor(purpose, clock, places, rules);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    cached(Stores.inMemoryKeyValueStore(STATIONS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(DUE_STORE)),
                    cached(Stores.persistentKeyValueStore(PEOPLE_STORE)),
                    cached(Stores.inMemoryKeyValueStore(SIGNALS_STORE)));
        }

        private static StoreBuilder<?> cached(KeyValueBytesStoreSupplier store) {
            return Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of());
        }
    }
}

package org.amurwatch.streams.release;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.StoreView;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What leaves: territory.observations to release.partner and release.public, by agreements. All events of a station go through one
 * task, which has given it its cell.
 */
public final class ReleaseTopology {

    /** The topic of the application's own between the tasks of territories and those of stations. */
    public static final String INPUT = "release-input";

    static final String STATIONS_STORE = "release-stations";
    static final String EVENTS_STORE = "release-events";
    static final String DUE_STORE = "release-due";

    /** Its stores: what was released stays released, in the next generation too. */
    public static final Set<String> STORES = Set.of(STATIONS_STORE, EVENTS_STORE, DUE_STORE);

    private final RegistrySerdes serdes;
    private final Purpose purpose;
    private final DecisionClock clock;
    private final AudienceKeys keys;
    private final StoreView<Supplier<AgreementBook>> agreements;
    private final StoreView<Supplier<Gazetteer>> gazetteer;
    private final TopicNames topics;

    /**
     * @param purpose what the system is set to
     * @param agreements as they are now
     * @param gazetteer the territories as they are now
     */
    public ReleaseTopology(
            RegistrySerdes serdes,
            Purpose purpose,
            DecisionClock clock,
            AudienceKeys keys,
            StoreView<Supplier<AgreementBook>> agreements,
            StoreView<Supplier<Gazetteer>> gazetteer,
            TopicNames topics) {
        this.serdes = serdes;
        this.purpose = purpose;
        this.clock = clock;
        this.keys = keys;
        this.agreements = agreements;
        this.gazetteer = gazetteer;
        this.topics = topics;
    }

    /** @param observations territory.observations */
    public void addTo(KStream<String, ObservationChange> observations) {
        KStream<String, ReleasedEvent> released = observations
                .process(
                        () -> new ReleaseInputProcessor(purpose, agreements, topics.equals(TopicNames.LIVE)),
                        Named.as("release-relevant"))
                .repartition(Repartitioned.with(Serdes.String(), StoreSerde.of(ObservationChange.class))
                        .withName(INPUT))
                .process(new Keep(purpose, clock, keys, agreements, gazetteer), Named.as("release-keeping"));
        publish(released, Topics.RELEASE_PARTNER, Audience.PARTNER, "release-partner");
        publish(released, Topics.RELEASE_PUBLIC, Audience.PUBLIC, "release-public");
    }

    private void publish(
            KStream<String, ReleasedEvent> released, Topic<ReleasedEvent> topic, Audience audience, String name) {
        released.filter((cell, event) -> event.getAudience() == audience, Named.as(name + "-audience"))
                .to(
                        topics.of(topic),
                        Produced.with(Serdes.String(), serdes.serde(topic)).withName(name));
    }

    /** Brings the processor its stores. */
    private record Keep(
            Purpose purpose,
            DecisionClock clock,
            AudienceKeys keys,
            StoreView<Supplier<AgreementBook>> agreements,
            StoreView<Supplier<Gazetteer>> gazetteer)
            implements ProcessorSupplier<String, ObservationChange, String, ReleasedEvent> {

        @Override
        public Processor<String, ObservationChange, String, ReleasedEvent> get() {
            return new ReleaseProcessor(purpose, clock, keys, agreements, gazetteer);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    cached(Stores.inMemoryKeyValueStore(STATIONS_STORE)),
                    cached(Stores.persistentKeyValueStore(EVENTS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(DUE_STORE)));
        }

        private static StoreBuilder<?> cached(KeyValueBytesStoreSupplier store) {
            return Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of());
        }
    }
}

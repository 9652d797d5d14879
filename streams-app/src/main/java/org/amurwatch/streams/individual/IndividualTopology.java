package org.amurwatch.streams.individual;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.StoreView;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
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
 * Known animals: territory.observations and reference.individuals to individual.status, and signals to sector.events.
 *
 * <p>Sightings of known animals, and deployments, go through one partition to the one task that also reads the register,
 * for a merge may join any two animals: ADR 27.
 */
public final class IndividualTopology {

    /** The topic of the application's own between the tasks of territories and the one of individuals. */
    public static final String INPUT = "individual-input";

    /** What the names of its stores and of its repartition topic begin with. */
    public static final String STATE_PREFIX = "individual-";

    /** One task sees all animals and the whole register. */
    public static final int TASKS = 1;

    static final String SIGHTINGS_STORE = "individual-sightings";
    static final String IDENTITIES_STORE = "individual-identities";
    static final String REGISTER_STORE = "individual-register";
    static final String DEPLOYMENTS_STORE = "individual-deployments";
    static final String STATUS_STORE = "individual-status";
    static final String SIGNALS_STORE = "individual-signals";
    static final String SETTLING_STORE = "individual-settling";

    private final RegistrySerdes serdes;
    private final Purpose purpose;
    private final DecisionClock clock;
    private final StoreView<Supplier<Places>> places;
    private final StoreView<Function<Instant, IndividualRules>> rules;
    private final TopicNames topics;

    /**
     * @param purpose what the system is set to
     * @param places the map as it is now; another instance once it has changed
     * @param rules those in force at a record timestamp
     */
    public IndividualTopology(
            RegistrySerdes serdes,
            Purpose purpose,
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, IndividualRules>> rules,
            TopicNames topics) {
        this.serdes = serdes;
        this.purpose = purpose;
        this.clock = clock;
        this.places = places;
        this.rules = rules;
        this.topics = topics;
    }

    /** @param observations territory.observations */
    public void addTo(StreamsBuilder builder, KStream<String, ObservationChange> observations) {
        KStream<String, SpecificRecord> changes = observations
                .flatMapValues(
                        change -> Stream.ofNullable(IndividualInput.of(change, purpose))
                                .toList(),
                        Named.as("individual-relevant"))
                .repartition(Repartitioned.with(Serdes.String(), StoreSerde.of(ObservationChange.class))
                        .withName(INPUT)
                        .withNumberOfPartitions(TASKS))
                .mapValues(change -> change, Named.as("individual-changes"));
        KStream<String, SpecificRecord> register = builder.stream(
                        topics.of(Topics.INDIVIDUALS),
                        Consumed.with(Serdes.String(), serdes.serde(Topics.INDIVIDUALS))
                                .withName("individual-register-source"))
                .mapValues(entry -> entry, Named.as("individual-register-entries"));
        KStream<String, IndividualOutput> output = changes.merge(register, Named.as("individual-merged"))
                .process(new Keep(clock, places, rules), Named.as("individual-keeping"));
        output.filter((id, value) -> value instanceof IndividualOutput.Status, Named.as("individual-changed-status"))
                .mapValues(IndividualTopology::status, Named.as("individual-status-published"))
                .to(
                        topics.of(Topics.INDIVIDUAL_STATUS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.INDIVIDUAL_STATUS))
                                .withName("individual-individual-status"));
        output.filter((id, value) -> value instanceof IndividualOutput.Found, Named.as("individual-found"))
                .mapValues(IndividualTopology::signal, Named.as("individual-signals-published"))
                .to(
                        topics.of(Topics.SECTOR_EVENTS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.SECTOR_EVENTS))
                                .withName("individual-sector-events"));
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone; Kafka's types can't say so.
    private static IndividualStatus status(IndividualOutput output) {
        return ((IndividualOutput.Status) output).status();
    }

    private static SectorEvent signal(IndividualOutput output) {
        return SectorEvent.newBuilder()
                .setSignal(((IndividualOutput.Found) output).signal())
                .build();
    }

    /** Brings the processor its stores. */
    private record Keep(
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, IndividualRules>> rules)
            implements ProcessorSupplier<String, SpecificRecord, String, IndividualOutput> {

        @Override
        public Processor<String, SpecificRecord, String, IndividualOutput> get() {
            return new IndividualProcessor(clock, places, rules);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    cached(Stores.persistentKeyValueStore(SIGHTINGS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(IDENTITIES_STORE)),
                    cached(Stores.inMemoryKeyValueStore(REGISTER_STORE)),
                    cached(Stores.persistentKeyValueStore(DEPLOYMENTS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(STATUS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(SIGNALS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(SETTLING_STORE)));
        }

        private static StoreBuilder<?> cached(KeyValueBytesStoreSupplier store) {
            return Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of());
        }
    }
}

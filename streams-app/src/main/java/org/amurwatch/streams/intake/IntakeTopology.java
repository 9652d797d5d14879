package org.amurwatch.streams.intake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.TerritoryAtlas;
import org.amurwatch.topic.Topics;
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
 * The way of every event into the system: read, checked, compared with what is known of it, placed.
 *
 * <pre>
 * field.sightings        \                    / territory.observations  (by territory)
 * field.poaching-alerts   -> intake -------->-- sector.events           (by sector; no deployments)
 * review.verdicts        /   intake-register  \ decisions.dead-letters
 * reference.deployments /    intake-balance
 * </pre>
 *
 * The four topics have one partition count and are read as raw bytes, so that what can't be read is counted too. Verdicts
 * are about events in the same partition; of what the brokers hold, Streams takes the record that was received first.
 */
public final class IntakeTopology {

    /** Store: event key (deployments: {@code deployment:} + key) to what is remembered of the event, for good. */
    public static final String REGISTER_STORE = "intake-register";

    /** Store: partition, such as {@code field.sightings-0}, to what became of its records. */
    public static final String BALANCE_STORE = "intake-balance";

    static final String STEP = "intake";
    static final String SOURCE = "intake-source";
    static final String OBSERVATIONS_SINK = "intake-observations";
    static final String SECTOR_EVENTS_SINK = "intake-sector-events";
    static final String DEAD_LETTERS_SINK = "intake-dead-letters";

    private final RegistrySerdes serdes;
    private final TerritoryAtlas atlas;
    private final DeadLetters deadLetters;
    private final TopicNames topics;

    public IntakeTopology(RegistrySerdes serdes, TerritoryAtlas atlas, DeadLetters deadLetters, TopicNames topics) {
        this.serdes = serdes;
        this.atlas = atlas;
        this.deadLetters = deadLetters;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        KStream<byte[], byte[]> taken = builder.stream(
                        List.of(
                                topics.of(Topics.SIGHTINGS),
                                topics.of(Topics.POACHING_ALERTS),
                                topics.of(Topics.REVIEW_VERDICTS),
                                topics.of(Topics.DEPLOYMENTS)),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(SOURCE))
                .process(new Step(), Named.as(STEP));
        taken.to(topics.of(Topics.OBSERVATIONS), raw(OBSERVATIONS_SINK));
        taken.to(topics.of(Topics.SECTOR_EVENTS), raw(SECTOR_EVENTS_SINK));
        taken.to(deadLetters.topic(), raw(DEAD_LETTERS_SINK));
    }

    private static Produced<byte[], byte[]> raw(String name) {
        return Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name);
    }

    private final class Step implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new IntakeProcessor(serdes, atlas, deadLetters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            Serde<RegisterEntry> entries = StoreSerde.of(RegisterEntry.class);
            Serde<IntakeBalance> balances = StoreSerde.of(IntakeBalance.class);
            return Set.of(
                    // For good and of every event: the one large state of the alert path.
                    Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(REGISTER_STORE), Serdes.String(), entries),
                    // Cached, so that a counter goes to its changelog once per commit, not once per record.
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(BALANCE_STORE), Serdes.String(), balances)
                            .withCachingEnabled()
                            .withLoggingEnabled(Map.of()));
        }
    }
}

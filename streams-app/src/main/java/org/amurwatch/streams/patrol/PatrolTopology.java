package org.amurwatch.streams.patrol;

import java.util.Set;
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.TerritoryAtlas;
import org.amurwatch.topic.Topics;
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
 * Where teams are, and which of them missed a check-in: {@link PatrolWatch} holds the rules.
 *
 * <pre>
 *                                     / sector.events  (by sector: positions, and missed check-ins as signals)
 * patrol.positions  -> patrol-watch ->
 *                      patrol-teams   \ decisions.dead-letters
 *                      patrol-due
 * </pre>
 *
 * Stores are in memory: there is one row for each team.
 */
public final class PatrolTopology {

    /** Store: purpose / team id to what is known of the team. */
    public static final String TEAMS = "patrol-teams";

    /** Store: due time (milliseconds, 8 bytes big-endian), then key of {@link #TEAMS}, to nothing. */
    public static final String DUE = "patrol-due";

    static final String STEP = "patrol-watch";
    static final String SECTOR_EVENTS_SINK = "patrol-sector-events";
    static final String DEAD_LETTERS_SINK = "patrol-dead-letters";

    private final RegistrySerdes serdes;
    private final TerritoryAtlas atlas;
    private final DeadLetters deadLetters;
    private final DecisionClock clock;
    private final TopicNames topics;

    /** @param clock the time by which a check-in is missed */
    public PatrolTopology(
            RegistrySerdes serdes,
            TerritoryAtlas atlas,
            DeadLetters deadLetters,
            DecisionClock clock,
            TopicNames topics) {
        this.serdes = serdes;
        this.atlas = atlas;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        KStream<byte[], byte[]> watched = builder.stream(
                        topics.of(Topics.PATROL_POSITIONS),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("patrol-positions"))
                .process(new Watch(), Named.as(STEP));
        watched.to(topics.of(Topics.SECTOR_EVENTS), raw(SECTOR_EVENTS_SINK));
        watched.to(deadLetters.topic(), raw(DEAD_LETTERS_SINK));
    }

    private static Produced<byte[], byte[]> raw(String name) {
        return Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name);
    }

    private final class Watch implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new PatrolProcessor(serdes, atlas, deadLetters, clock);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(TEAMS), Serdes.String(), StoreSerde.of(PatrolEntry.class)),
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DUE), Serdes.Bytes(), Serdes.ByteArray()));
        }
    }
}

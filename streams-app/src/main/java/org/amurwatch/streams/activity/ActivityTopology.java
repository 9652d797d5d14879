package org.amurwatch.streams.activity;

import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The counts: {@code territory.observations} to {@code territory.days} and {@code territory.status}, right whatever the
 * order and lateness of arrival and whatever was corrected. There is no window and so no grace period to miss.
 *
 * <p>Every input record emits each day that it changed, once, and the status if that changed. Nothing is suppressed:
 * readers wait for this application's committed offsets and then read the topics, so what is committed must have been
 * emitted. The state behind it (one row per event and per deployment, one per day and territory) is written through a cache
 * that is flushed at each commit.
 */
public final class ActivityTopology {

    /** One row per event: {@link EventRowCodec}. */
    public static final String EVENTS_STORE = "activity-events";

    /** One row per deployment: {@link DeploymentRowCodec}. */
    public static final String DEPLOYMENTS_STORE = "activity-deployments";

    /** One row per day of a territory. */
    public static final String DAYS_STORE = "activity-days";

    /** One row per territory: small, so in memory. */
    public static final String STATUS_STORE = "activity-status";

    private final RegistrySerdes serdes;
    private final ActivitySettings settings;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public ActivityTopology(RegistrySerdes serdes, ActivitySettings settings) {
        this(serdes, settings, TopicNames.LIVE);
    }

    public ActivityTopology(RegistrySerdes serdes, ActivitySettings settings, TopicNames topics) {
        this.serdes = serdes;
        this.settings = settings;
        this.topics = topics;
    }

    /** Adds the sub-topology, and answers its input for others that read it too: a topic has one source. */
    public KStream<String, ObservationChange> addTo(StreamsBuilder builder) {
        KStream<String, ObservationChange> observations = builder.stream(
                topics.of(Topics.OBSERVATIONS),
                Consumed.with(Serdes.String(), serdes.serde(Topics.OBSERVATIONS))
                        .withName("activity-observations"));
        KStream<String, Counted> counted = observations.process(new Counter(settings), Named.as("activity-counting"));
        counted.filter((key, value) -> value instanceof Counted.Day, Named.as("activity-changed-days"))
                .mapValues(ActivityTopology::day, Named.as("activity-days-published"))
                .to(
                        topics.of(Topics.TERRITORY_DAYS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.TERRITORY_DAYS))
                                .withName("activity-territory-days"));
        counted.filter((key, value) -> value instanceof Counted.Status, Named.as("activity-changed-status"))
                .mapValues(ActivityTopology::status, Named.as("activity-status-published"))
                .to(
                        topics.of(Topics.TERRITORY_STATUS),
                        Produced.with(Serdes.String(), serdes.serde(Topics.TERRITORY_STATUS))
                                .withName("activity-territory-status"));
        return observations;
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone; Kafka's types can't say so.
    private static TerritoryDay day(Counted counted) {
        return ((Counted.Day) counted).day();
    }

    @SuppressWarnings("NullAway") // A null value is a tombstone; Kafka's types can't say so.
    private static TerritoryStatus status(Counted counted) {
        return ((Counted.Status) counted).status();
    }

    /** Brings the processor its stores. */
    private record Counter(ActivitySettings settings)
            implements ProcessorSupplier<String, ObservationChange, String, Counted> {

        @Override
        public Processor<String, ObservationChange, String, Counted> get() {
            return new ActivityProcessor(settings);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    cached(Stores.persistentKeyValueStore(EVENTS_STORE)),
                    cached(Stores.persistentKeyValueStore(DEPLOYMENTS_STORE)),
                    cached(Stores.persistentKeyValueStore(DAYS_STORE)),
                    cached(Stores.inMemoryKeyValueStore(STATUS_STORE)));
        }

        private static StoreBuilder<?> cached(KeyValueBytesStoreSupplier store) {
            return Stores.keyValueStoreBuilder(store, Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingEnabled()
                    .withLoggingEnabled(Map.of());
        }
    }
}

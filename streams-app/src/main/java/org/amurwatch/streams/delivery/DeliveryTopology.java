package org.amurwatch.streams.delivery;

import java.util.Set;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
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
 * The ledger of deliveries: patrol.alerts and alert.receipts in (both keyed by team, with one partition count), one record
 * of alert.deliveries for each attempt to be made. {@link DeliveryLedger} holds the rules. Stores are in memory: what is
 * under way is little.
 */
public final class DeliveryTopology {

    /** Store: delivery id to its row. */
    public static final String LEDGER = "delivery-ledger";

    /** Store: due time (milliseconds, 8 bytes big-endian), then delivery id, to nothing. One for each row of the ledger. */
    public static final String DUE = "delivery-due";

    private final RegistrySerdes serdes;
    private final DeliverySettings settings;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public DeliveryTopology(RegistrySerdes serdes, DeliverySettings settings) {
        this(serdes, settings, TopicNames.LIVE);
    }

    public DeliveryTopology(RegistrySerdes serdes, DeliverySettings settings, TopicNames topics) {
        this.serdes = serdes;
        this.settings = settings;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        KStream<String, SpecificRecord> alerts = source(builder, Topics.PATROL_ALERTS, "delivery-patrol-alerts");
        KStream<String, SpecificRecord> receipts = source(builder, Topics.RECEIPTS, "delivery-receipts");
        alerts.merge(receipts, Named.as("delivery-input"))
                .process(new Keep(settings), Named.as("delivery-keep-ledger"))
                .to(
                        topics.of(Topics.DELIVERIES),
                        Produced.with(Serdes.String(), serdes.serde(Topics.DELIVERIES))
                                .withName("delivery-deliveries"));
    }

    private <V extends SpecificRecord> KStream<String, SpecificRecord> source(
            StreamsBuilder builder, Topic<V> topic, String name) {
        return builder.stream(
                        topics.of(topic),
                        Consumed.with(Serdes.String(), serdes.serde(topic)).withName(name))
                .mapValues(value -> value, Named.as(name + "-as-input"));
    }

    private record Keep(DeliverySettings settings)
            implements ProcessorSupplier<String, SpecificRecord, String, AlertDelivery> {

        @Override
        public Processor<String, SpecificRecord, String, AlertDelivery> get() {
            return new LedgerProcessor(new DeliveryLedger(settings));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(LEDGER), Serdes.String(), StoreSerde.of(DeliveryState.class)),
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DUE), Serdes.Bytes(), Serdes.ByteArray()));
        }
    }
}

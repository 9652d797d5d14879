package org.amurwatch.streams.delivery;

import java.util.Set;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.EndpointState;
import org.amurwatch.avro.Recipient;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.Recipients;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.StoreIndex;
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
 * The ledger of deliveries: patrol.alerts, alert.receipts and delivery.orders in (all keyed by team, with one partition
 * count), one record of alert.deliveries for each attempt to be made. {@link DeliveryLedger} holds the rules of one delivery,
 * {@link Deliveries} what they mean for each other. Stores are in memory: what is
 * under way is little.
 */
public final class DeliveryTopology {

    /** Store: delivery id to its row. */
    public static final String LEDGER = "delivery-ledger";

    /** Store: due time (milliseconds, 8 bytes big-endian), then delivery id, to nothing. One for each row of the ledger. */
    public static final String DUE = "delivery-due";

    /** Store: endpoint, incident, number of the message, delivery id, to nothing. One for each row that is not over. */
    public static final String ORDER = "delivery-order";

    /** Store: team and endpoint to how it does, of those that fail. */
    public static final String ENDPOINTS = "delivery-endpoints";

    private final RegistrySerdes serdes;
    private final DeliverySettings settings;
    private final StoreIndex<Recipient, Recipients> recipients;
    private final TopicNames topics;

    /** @param recipients of the global store {@link ReferenceTopology#RECIPIENTS_STORE}, which the topology must have */
    public DeliveryTopology(
            RegistrySerdes serdes,
            DeliverySettings settings,
            StoreIndex<Recipient, Recipients> recipients,
            TopicNames topics) {
        this.serdes = serdes;
        this.settings = settings;
        this.recipients = recipients;
        this.topics = topics;
    }

    public void addTo(StreamsBuilder builder) {
        KStream<String, SpecificRecord> alerts = source(builder, Topics.PATROL_ALERTS, "delivery-patrol-alerts");
        KStream<String, SpecificRecord> receipts = source(builder, Topics.RECEIPTS, "delivery-receipts");
        KStream<String, SpecificRecord> orders = source(builder, Topics.DELIVERY_ORDERS, "delivery-orders");
        alerts.merge(receipts, Named.as("delivery-input"))
                .merge(orders, Named.as("delivery-input-and-orders"))
                .process(new Keep(settings, recipients), Named.as("delivery-keep-ledger"))
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

    private record Keep(DeliverySettings settings, StoreIndex<Recipient, Recipients> recipients)
            implements ProcessorSupplier<String, SpecificRecord, String, AlertDelivery> {

        @Override
        public Processor<String, SpecificRecord, String, AlertDelivery> get() {
            return new LedgerProcessor(settings, recipients);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(LEDGER), Serdes.String(), StoreSerde.of(DeliveryState.class)),
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(DUE), Serdes.Bytes(), Serdes.ByteArray()),
                    Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(ORDER), Serdes.Bytes(), Serdes.ByteArray()),
                    Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(ENDPOINTS),
                            Serdes.String(),
                            StoreSerde.of(EndpointState.class)));
        }
    }
}

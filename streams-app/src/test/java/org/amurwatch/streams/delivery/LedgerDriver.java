package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.START;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.EndpointState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Recipient;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The ledger's sub-topology under {@link TopologyTestDriver}, with its topics and stores. */
final class LedgerDriver implements AutoCloseable {

    final TopologyTestDriver driver;
    final TestInputTopic<String, PatrolAlert> alerts;
    final TestInputTopic<String, DeliveryReceipt> receipts;
    final TestInputTopic<String, DeliveryOrder> orders;
    final TestInputTopic<String, Recipient> recipients;
    final TestOutputTopic<String, AlertDelivery> deliveries;
    final KeyValueStore<String, DeliveryState> ledger;
    final KeyValueStore<Bytes, byte[]> due;
    final KeyValueStore<Bytes, byte[]> order;
    final KeyValueStore<String, EndpointState> endpoints;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://delivery");

    LedgerDriver(DeliverySettings settings) {
        StreamsBuilder builder = new StreamsBuilder();
        ReferenceIndexes indexes = new ReferenceIndexes(5_000);
        new ReferenceTopology(serdes, indexes, new ReferenceProgress(), new OutageWait(Duration.ofMillis(1)))
                .addTo(builder, Set.of(Topics.RECIPIENTS));
        new DeliveryTopology(serdes, settings, indexes.recipients(), TopicNames.LIVE).addTo(builder);
        Properties properties = new Properties();
        properties.put("application.id", "delivery-test");
        properties.put("bootstrap.servers", "unused:1");
        properties.put("ensure.explicit.internal.resource.naming", "true");
        this.driver = new TopologyTestDriver(builder.build(properties), properties, START);
        this.alerts = input(Topics.PATROL_ALERTS);
        this.receipts = input(Topics.RECEIPTS);
        this.orders = input(Topics.DELIVERY_ORDERS);
        this.recipients = input(Topics.RECIPIENTS);
        this.deliveries = driver.createOutputTopic(
                Topics.DELIVERIES.name(), new StringDeserializer(), serdes.deserializer(Topics.DELIVERIES));
        this.ledger = driver.getKeyValueStore(DeliveryTopology.LEDGER);
        this.due = driver.getKeyValueStore(DeliveryTopology.DUE);
        this.order = driver.getKeyValueStore(DeliveryTopology.ORDER);
        this.endpoints = driver.getKeyValueStore(DeliveryTopology.ENDPOINTS);
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
    }

    @Override
    public void close() {
        driver.close();
    }
}

package org.amurwatch.consumer.export;

import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Where an export reads.
 *
 * @param consumers new consumers of raw values, that see only what is committed
 * @param system what the system is there for: its exercises count where that is exercise
 */
record ExportSource(Supplier<Consumer<String, byte[]>> consumers, RegistrySerdes serdes, Purpose system) {

    static ExportSource of(Connection connection) {
        return new ExportSource(connection::rawConsumer, connection.serdes(), connection.purpose());
    }
}

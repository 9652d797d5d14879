package org.amurwatch.producer.publish;

import java.time.Instant;

/**
 * Where a record is that the brokers have acknowledged.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset there
 * @param receivedAtMillis when our system received it: its timestamp, milliseconds of the epoch
 */
public record AcknowledgedRecord(String topic, int partition, long offset, long receivedAtMillis) {

    public Instant receivedAt() {
        return Instant.ofEpochMilli(receivedAtMillis);
    }
}

package org.amurwatch.producer.mqtt;

import java.time.Instant;

/**
 * A message as it came from a device's server.
 *
 * @param topic where it was published
 * @param payload its content
 * @param retained whether it is the old state that the server keeps of the topic, sent because of a new subscription
 * @param receivedAt when it came here first
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and not changed.
record DeviceMessage(String topic, byte[] payload, boolean retained, Instant receivedAt) {}

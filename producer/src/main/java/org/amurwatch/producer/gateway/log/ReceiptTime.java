package org.amurwatch.producer.gateway.log;

import java.util.UUID;

/**
 * When something came, in two clocks: the machine's, which may be wrong and be set meanwhile, and the time since the gateway
 * was started, which no setting of a clock changes.
 *
 * @param wallMillis the machine's clock, milliseconds since 1970
 * @param run the start of the gateway that {@code elapsedMillis} counts from
 * @param elapsedMillis milliseconds since that start
 */
public record ReceiptTime(long wallMillis, UUID run, long elapsedMillis) {}

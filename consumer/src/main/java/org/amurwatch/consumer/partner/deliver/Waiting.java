package org.amurwatch.consumer.partner.deliver;

import java.time.Instant;
import org.amurwatch.avro.ReleasedEvent;

/**
 * An event that waits for its partner.
 *
 * @param partition where it was read: whatever the reader tells partitions apart by
 * @param offset at which it was read there
 * @param since when it was written there
 */
public record Waiting(ReleasedEvent event, String partition, long offset, Instant since) {}

package org.amurwatch.consumer.dashboard.health;

import java.time.Instant;
import org.amurwatch.avro.DeadLetterContext;

/**
 * A dead letter that nobody has put back yet.
 *
 * @param topic the dead letters that it stands in
 * @param offset where
 * @param at when it came there
 */
public record StandingLetter(String topic, long offset, Instant at, DeadLetterContext context) {}

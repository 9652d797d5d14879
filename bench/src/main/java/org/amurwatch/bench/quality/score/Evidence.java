package org.amurwatch.bench.quality.score;

import java.time.Instant;

/**
 * An event that an incursion caused.
 *
 * @param receivedAt before which no page can show it
 */
record Evidence(String incursionId, Instant receivedAt) {}

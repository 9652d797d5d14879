/**
 * The counts: every located event, in whatever order and however late, to {@code territory.days} and
 * {@code territory.status}.
 *
 * <p>{@link org.amurwatch.streams.activity.ActivityTopology} is the way in. The rule itself is in
 * {@link org.amurwatch.streams.activity.Detections} (independent detections),
 * {@link org.amurwatch.streams.activity.Effort} (nights) and {@link org.amurwatch.streams.activity.Admission} (what counts
 * as what); {@link org.amurwatch.streams.activity.Counting} turns one change into what it changes. None of these knows
 * Kafka: only {@code ActivityTopology}, {@code ActivityProcessor} and {@code Streams...} do.
 */
@NullMarked
package org.amurwatch.streams.activity;

import org.jspecify.annotations.NullMarked;

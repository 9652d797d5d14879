package org.amurwatch.consumer.dashboard.past;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the past can be asked for.
 *
 * @param oldest from when on
 * @param complete whether all is in it that stood in the topics when this process began to read them
 * @param recordsToRead how many of those records are still to be read; null: the brokers have not answered yet
 */
public record PastReach(
        Instant oldest, boolean complete, @Nullable Long recordsToRead) {}

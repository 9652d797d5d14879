package org.amurwatch.producer.http;

import org.jspecify.annotations.Nullable;

/**
 * Whether events are taken.
 *
 * @param ready whether they are
 * @param waitingFor what is missing, as a sentence for the operator; null where nothing is
 */
public record IngestHealth(boolean ready, @Nullable String waitingFor) {

    public static final IngestHealth READY = new IngestHealth(true, null);

    public static IngestHealth waitingFor(String sentence) {
        return new IngestHealth(false, sentence);
    }
}

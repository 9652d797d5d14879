package org.amurwatch.producer.gateway;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The HTTP ingest that a gateway sends to. */
interface Centre extends AutoCloseable {

    /**
     * What it answered.
     *
     * @param retryAfter the header of that name
     * @param date what time it is there; null where it did not say
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    record Answer(
            int status,
            @Nullable String retryAfter,
            byte[] body,
            @Nullable Instant date) {}

    /**
     * Posts events of one source.
     *
     * @param path such as {@code /v1/sightings}
     * @param lines one event a line
     * @throws IOException if no answer came
     */
    Answer post(String path, String key, byte[] lines) throws IOException;

    /** Asks for the time. */
    @Nullable
    Instant time() throws IOException;

    @Override
    void close();
}

package org.amurwatch.producer.http;

import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.live.FaultyInput;

/** What is done with a request that the gate let in. */
@FunctionalInterface
public interface IngestHandler {

    /**
     * Reads the request and says what to answer; the gate writes it. Must not wait for the brokers: {@link Guest#accept} gives
     * a future for that.
     *
     * @throws FaultyInput answered with 422 and each field that is wrong
     * @throws Refusal answered as it says, here and by the future
     */
    CompletableFuture<Reply> handle(Context context, Guest guest) throws FaultyInput;
}

package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import org.amurwatch.avro.Position;
import org.jspecify.annotations.Nullable;

/**
 * A message, opened: what the device said, and what the network around it said of that.
 *
 * @param body what the device said; expressions point into it
 * @param device which device it was, by the network's word; null: the network does not say
 * @param eventId what names this message for good, by the network's word; null: the network does not say
 * @param receivedAt when the network received it, as it states it; null: it does not
 * @param place where the device is registered to be, or was located; null: not known
 * @param gateway where the gateway is that heard it best; null: not known
 */
record Envelope(
        JsonNode body,
        @Nullable String device,
        @Nullable String eventId,
        @Nullable String receivedAt,
        @Nullable Position place,
        @Nullable Position gateway) {

    static Envelope bare(JsonNode body) {
        return new Envelope(body, null, null, null, null, null);
    }
}

package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;

/** How one kind of event is written in JSON. */
interface EventForm {

    LiveKind kind();

    /** Name of its schema in the OpenAPI document. */
    String schema();

    /**
     * The event that an item states.
     *
     * @param item as its schema has it
     * @throws FaultyInput for what a schema can't say
     */
    LiveEvent read(JsonNode item, Circumstances circumstances) throws FaultyInput;

    /**
     * What does not stand in the item.
     *
     * @param sourceId whose statement it is
     * @param id of the event, if the item has none
     * @param purpose why it is sent, if the item does not say
     * @param receivedAt by our clock
     */
    record Circumstances(String sourceId, String id, Purpose purpose, Instant receivedAt) {}
}

package org.amurwatch.consumer.partner.cloudevent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.event.StableId;
import org.apache.hc.core5.http.ContentType;

/** Several CloudEvents in one body, as the JSON batch format of CloudEvents has them. */
final class EventBatch {

    static final ContentType TYPE = ContentType.create("application/cloudevents-batch+json", StandardCharsets.UTF_8);

    private EventBatch() {}

    static ArrayNode of(List<ObjectNode> envelopes) {
        return JsonNodeFactory.instance.arrayNode().addAll(envelopes);
    }

    /** Names the batch by what is in it, so that the same batch has the same name whenever it is sent. */
    static String id(List<Outgoing> events) {
        String[] parts =
                events.stream().map(Outgoing::event).map(EventBatch::statement).toArray(String[]::new);
        return StableId.of(parts);
    }

    private static String statement(ReleasedEvent event) {
        return event.getAgreementId() + "/" + event.getId() + "/" + event.getVersion();
    }
}

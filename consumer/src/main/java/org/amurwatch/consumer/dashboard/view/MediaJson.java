package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.jspecify.annotations.Nullable;

/** Which pictures and sounds are kept of something: those that have a hash, by which they can be asked for. */
final class MediaJson {

    private MediaJson() {}

    static ArrayNode of(List<MediaReference> media) {
        ArrayNode json = Json.NODES.arrayNode();
        media.stream().filter(one -> one.getContentHash() != null).forEach(one -> json.addObject()
                .put("hash", one.getContentHash())
                .put("type", one.getMediaType()));
        return json;
    }

    /** Those of an event, as long as it is held and seen. */
    static ArrayNode of(ParkState state, Scope scope, String eventKey) {
        @Nullable ParkItem item = state.item(Kind.SIGHTINGS, eventKey);
        return item instanceof EventItem event && scope.sees(event) ? of(event.media()) : Json.NODES.arrayNode();
    }
}
